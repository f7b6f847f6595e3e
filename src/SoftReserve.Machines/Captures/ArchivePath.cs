namespace SoftReserve.Machines.Captures;

/// <summary>Names of archive entries.</summary>
internal static class ArchivePath
{
    /// <summary>The path without <c>./</c>; null for one that leads out of the archive or that no
    /// system could hold.</summary>
    public static string? Clean(string name, int longest)
    {
        if (name.Length == 0 || name.Length > longest || name[0] == '/'
            || name.Any(each => each is '\\' or ':' || char.IsControl(each)))
            return null;
        var parts = name.Split('/').Where(part => part is not ("" or ".")).ToList();
        return parts.Count == 0 || parts.Contains("..") ? null : string.Join('/', parts);
    }
}
