namespace SoftReserve.Cli.Exploring;

/// <summary>Writes files that are whole or not there, whatever happens meanwhile.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file first, then takes its place.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var partial = path + ".partial";
        using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, path, overwrite: true);
    }
}
