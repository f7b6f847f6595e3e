using SoftReserve.Machines;

namespace SoftReserve.Cli.Checking;

/// <summary>Machine files that a case names: beside its corpus, or bundled.</summary>
internal static class CorpusMachine
{
    /// <summary>The text of <c>machines/NAME.yaml</c>, looked for in the folders above the case;
    /// null when it is nowhere.</summary>
    public static string? Read(string caseFile, string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(caseFile));
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Combine(folder, path) is var candidate && File.Exists(candidate))
                return LimitedFile.ReadText(candidate);
        return BundledMachines.TryReadText(Path.GetFileNameWithoutExtension(path));
    }
}
