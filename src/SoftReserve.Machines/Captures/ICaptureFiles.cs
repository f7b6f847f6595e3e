namespace SoftReserve.Machines.Captures;

/// <summary>The files of one recording, wherever they lie.</summary>
/// <remarks>Paths are relative, with <c>/</c> between folders, and never lead out of the
/// recording. <see cref="CaptureFiles"/> opens folders and archives.</remarks>
public interface ICaptureFiles
{
    /// <summary>The recording's name: the folder's, or the archive's without its
    /// ending.</summary>
    string Name { get; }

    /// <summary>Every file, in ordinal order.</summary>
    IReadOnlyList<string> Paths { get; }

    /// <summary>The bytes of a file; null when it is not one of <see cref="Paths"/> or is larger
    /// than <paramref name="limit"/> bytes.</summary>
    byte[]? TryRead(string path, int limit);
}
