using Xunit;

namespace SoftReserve.Cli.Tests;

/// <summary>Bare ACPI tables boot too, as far as they go.</summary>
public sealed class AcpiTableTests
{
    [Fact]
    public void The_cedt_of_a_real_server_publishes_its_eighteen_windows()
    {
        var (exit, output, _) = Command.Run("boot", Repository.At(
            "tests", "SoftReserve.Tests", "Golden", "Firmware", "acpi", "intel-server.CEDT.bin"));
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("No Soft Reserved memory", output, StringComparison.Ordinal);
        Assert.Equal(18, output.Split('\n').Count(
            line => line.Contains(": CXL Window ", StringComparison.Ordinal)));
        Assert.Contains(
            "+ 6be80000000-7927fffffff : CXL Window 9\n", output, StringComparison.Ordinal);
    }
}
