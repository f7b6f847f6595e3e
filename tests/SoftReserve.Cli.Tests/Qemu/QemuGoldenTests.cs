using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests.Qemu;

/// <summary>What qemu prints for every bundled machine, or why it cannot be built.</summary>
public sealed class QemuGoldenTests
{
    public static TheoryData<string> Machines => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_machine_is_built_as_it_was_before(string machine)
    {
        var (exit, command, error) = Command.Run("qemu", machine);
        var calls = string.Concat(Command.Run("qemu", machine, "--stage1").Output
            .Split("enable_memory() {")[^1].Split("}\n", 2)[^1]);
        var golden = Repository.At(
            "tests", "SoftReserve.Cli.Tests", "Golden", "Qemu", machine + ".txt");
        var text = exit == ExitCode.Fine ? command + calls : error;
        if (Environment.GetEnvironmentVariable("SOFTRESERVE_ACCEPT") == "1")
            File.WriteAllText(golden, text);
        Assert.True(File.Exists(golden), $"{golden} is missing; SOFTRESERVE_ACCEPT=1 writes it");
        Assert.Equal(File.ReadAllText(golden), text);
        Assert.Equal(command.Length > 0 ? ExitCode.Fine : ExitCode.BadAnswer, exit);
    }

    [Fact]
    public void No_golden_is_of_a_machine_that_is_gone() => Assert.Equal(
        BundledMachines.Names.Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Repository.At(
                "tests", "SoftReserve.Cli.Tests", "Golden", "Qemu"))
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal));
}
