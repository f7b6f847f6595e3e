using SoftReserve.Machines;
using Xunit;

namespace SoftReserve.Cli.Tests.Qemu;

/// <summary>What the verb says yes and no to.</summary>
public sealed class QemuVerbTests
{
    private static readonly JsonShape Shape = JsonShape.Read("qemu.schema.json");

    public static TheoryData<string> Machines => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void The_json_has_the_shape_that_the_page_promises(string machine) =>
        Assert.Empty(Shape.Problems(Command.Run("qemu", machine, "--json").Output));

    [Theory]
    [InlineData("arch: arm64", "only x86-64 kernels")]
    [InlineData("memory-block: 1TiB", "is no multiple of 256MiB")]
    [InlineData("cxl: {memdevs: {mem0: {volatile: 128GiB, type: 2}}}", "mem0: type 2")]
    [InlineData("cxl: {memdevs: {mem0: {volatile: 131073MiB}}}", "mem0: 131073MiB and 0")]
    [InlineData("cxl: {faults: [{region-of: mem0, fault: assembly-fails}]}", "a changed kernel")]
    [InlineData(
        "cxl: {faults: [{range: 0x850000000-0x850000fff, fault: unmovable}]}", "a changed kernel")]
    [InlineData("kernel: {cmdline: efi=nosoftreserve}", "efi=nosoftreserve")]
    [InlineData("kernel: {cmdline: mem=4G}", "'mem=4G': changes of the memory map")]
    [InlineData(
        "cedt: {windows: [{range: 0x850000000-0x284fffffff, targets: [0], granularity: 256, "
            + "arithmetic: xor}]}", "xor arithmetic")]
    [InlineData("cedt: {host-bridges: [{uid: 0, version: 1.1}]}", "CXL 1.1")]
    public void What_cannot_be_built_is_told_with_its_reason(string change, string reason)
    {
        var (exit, output, error) = RunChanged(change);
        Assert.Equal((ExitCode.BadAnswer, ""), (exit, output));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_decoder_is_locked_in_the_script()
    {
        var (exit, output, _) = RunChanged(
            "cxl: {decoders: [{memdev: mem0, range: 0x850000000-0x284fffffff, ways: 1, "
            + "granularity: 256, position: 0, committed: true, locked: true}]}", "--stage1");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Equal(2, output.Split("0x1300 0x0 0x0\n").Length - 1);
    }

    [Fact]
    public void Only_a_machine_below_a_hypervisor_shows_the_guest_that_it_is_one()
    {
        Assert.Contains(
            ",hypervisor=off\n", Options("hypervisor: false"), StringComparison.Ordinal);
        Assert.Contains("-cpu max,la57=off\n", Options("hypervisor: true"),
            StringComparison.Ordinal);

        static string Options(string change) => RunChanged(change, "--show", "options").Output;
    }

    [Theory]
    [InlineData("3", "a scale of 3")]
    [InlineData("0", "a scale of 0")]
    [InlineData("1", "cards of 128GiB together")]
    [InlineData("1024", "is no multiple of 256MiB")]
    public void A_scale_that_does_not_work_is_refused(string scale, string reason)
    {
        var (exit, _, error) = Command.Run("qemu", "one-window", "--scale", scale);
        Assert.Equal(ExitCode.BadAnswer, exit);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_case_is_built_for_the_run_of_the_kernel_that_is_asked_for()
    {
        var file = Repository.At("lab", "cases", "order-hmem-first.yaml");
        Assert.Equal(
            "order=\"dax_hmem cxl_acpi\"",
            Command.Run("qemu", file, "--kernel", "6.12", "--show", "settings")
                .Output.Split('\n')[3]);
        var (exit, _, error) = Command.Run("qemu", file, "--kernel", "v4");
        Assert.Equal(ExitCode.Unusable, exit);
        Assert.Contains("has no run of kernel v4", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_go_into_the_folder_and_nowhere_else()
    {
        var folder = Directory.CreateTempSubdirectory("softreserve-qemu");
        try
        {
            var target = Path.Combine(folder.FullName, "acpi");
            Assert.Equal(
                ExitCode.Fine, Command.Run("qemu", "amd-three-windows", "--acpi-out", target).Exit);
            Assert.Equal(
                ["HMAT.aml", "SRAT.aml"],
                Directory.EnumerateFiles(target).Select(Path.GetFileName)
                    .Order(StringComparer.Ordinal));
            var (exit, _, error) = Command.Run(
                "qemu", "amd-three-windows", "--acpi-out", Path.Combine(target, "SRAT.aml"));
            Assert.Equal(ExitCode.Unusable, exit);
            Assert.Contains("is a file", error, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (int Exit, string Output, string Error) RunChanged(
        string change, params string[] options)
    {
        var read = MachineFile.Read(
            BundledMachines.TryReadText("one-window")!, "one-window.yaml", change, "change.yaml");
        Assert.Empty(read.Diagnostics);
        var folder = Directory.CreateTempSubdirectory("softreserve-qemu");
        try
        {
            var file = Path.Combine(folder.FullName, "changed.yaml");
            File.WriteAllText(file, MachineFile.Write(read.Value!));
            return Command.Run(["qemu", file, .. options]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
