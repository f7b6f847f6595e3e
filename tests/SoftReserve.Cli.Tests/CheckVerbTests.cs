using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>What check makes of cases that are not in the corpus.</summary>
public sealed class CheckVerbTests
{
    [Theory]
    [InlineData("[]", ExitCode.Fine, "1 agree")]
    [InlineData(
        "[{path: /platform/hmem.0, id: 0, size: 1.00 GiB (1.07 GB), align: 2097152}]",
        ExitCode.BadAnswer, "daxctl: , expected")]
    public void A_kernel_without_dax_regions_lists_none(string daxctl, int exit, string says)
    {
        var folder = Directory.CreateTempSubdirectory("softreserve-check");
        try
        {
            var file = Path.Combine(folder.FullName, "nothing.yaml");
            File.WriteAllText(file, $$"""
                case: 1
                id: nothing
                about: No CXL, nothing Soft Reserved.
                machine: machines/lab-plain.yaml
                source: this test
                confidence: derived
                runs:
                  - kernel: ["7.2"]
                    expect: {daxctl: {{daxctl}}}
                """);
            var result = Command.Run("check", file);
            Assert.Equal((exit, ""), (result.Exit, result.Error));
            Assert.Contains(says, result.Output, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
