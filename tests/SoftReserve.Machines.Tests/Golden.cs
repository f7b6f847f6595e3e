namespace SoftReserve.Machines.Tests;

/// <summary>Compares with a file; SOFTRESERVE_ACCEPT=1 rewrites it.</summary>
internal static class Golden
{
    public static void Check(string path, string actual)
    {
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing; SOFTRESERVE_ACCEPT=1 writes it");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
