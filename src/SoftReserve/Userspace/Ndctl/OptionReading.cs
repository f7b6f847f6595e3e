namespace SoftReserve.Userspace.Ndctl;

/// <summary>What came of the words behind a command.</summary>
internal abstract record OptionReading
{
    private OptionReading()
    {
    }

    /// <summary>They could be read.</summary>
    public sealed record Done(OptionValues Values) : OptionReading;

    /// <summary>The tool ends: it was asked how it is used, or typed wrongly.</summary>
    /// <param name="Output">Standard output.</param>
    /// <param name="Complaints">Standard error.</param>
    /// <param name="ExitCode">Its exit status.</param>
    public sealed record Ended(string Output, string Complaints, int ExitCode) : OptionReading
    {
        /// <summary>Something is wrong, and the usage follows.</summary>
        public static Ended Wrong(string error, string usage) =>
            new("", $"  Error: {error}\n{usage}", ToolSyntax.UsageExitCode);
    }
}
