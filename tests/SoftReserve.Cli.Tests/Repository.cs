namespace SoftReserve.Cli.Tests;

/// <summary>Where the repository's data lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "softreserve.slnx")))
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("no softreserve.slnx above the tests");
        return folder;
    }
}

/// <summary>Runs the command in this process.</summary>
internal static class Command
{
    public static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = Program.Run(arguments, output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
