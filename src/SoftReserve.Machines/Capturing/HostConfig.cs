using System.IO.Compression;
using System.Text;
using SoftReserve.Configuration;

namespace SoftReserve.Machines.Capturing;

/// <summary>The configuration of a live machine's kernel: the symbols that the model knows, as they
/// stand in the file.</summary>
internal static class HostConfig
{
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>Lines <c>CONFIG_CXL_BUS=m</c>; null when neither /proc/config.gz nor a file below
    /// /boot or /lib/modules has it.</summary>
    public static string? Read(HostFiles files, string release)
    {
        if (Whole(files, release) is not { } text)
            return null;
        var lines = text.Split('\n').Select(line => line.Trim())
            .Where(line => line.Split('=', 2) is [var name, _]
                && name.StartsWith("CONFIG_", StringComparison.Ordinal)
                && ConfigSymbols.Find(name) is not null);
        return string.Concat(lines.Select(line => line + "\n"));
    }

    private static string? Whole(HostFiles files, string release)
    {
        foreach (var path in new[] { "/boot/config-" + release, $"/lib/modules/{release}/config" })
            if (files.Bytes(path, Largest) is { Length: > 0 } plain)
                return Encoding.UTF8.GetString(plain);
        return files.Bytes("/proc/config.gz", Largest) is { Length: > 0 } zipped
            ? Inflate(zipped) : null;
    }

    private static string? Inflate(byte[] zipped)
    {
        using var unzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
        var text = new byte[Largest];
        try
        {
            var length = unzip.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(text, 0, length);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
