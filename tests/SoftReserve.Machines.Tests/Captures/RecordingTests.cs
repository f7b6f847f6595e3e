using System.Text;
using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

public sealed class RecordingTests
{
    public static TheoryData<string> Recordings => [.. RecordedCorpus.Names];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_recording_reads_without_a_diagnostic(string name)
    {
        var read = CaptureReader.Read(RecordedCorpus.Open(name));

        Assert.Equal("", string.Join("\n", read.Diagnostics));
    }

    [Fact]
    public void All_five_kernels_are_there() => Assert.Equal(
        ["6.12 12", "6.18 22", "7.2 27", "7.3 8", "v4 44"],
        RecordedCorpus.Names.CountBy(name => name.Split('/')[0])
            .Select(pair => $"{pair.Key} {pair.Value}"));

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Every_kept_state_has_its_place_among_the_steps(string name)
    {
        var recording = RecordedCorpus.Read(name);

        Assert.All(recording.States, state => Assert.Equal(
            new StageStep.Capture(state.Name), recording.Steps[state.Position]));
    }

    [Theory]
    [InlineData("v4/a-exact.cxlfirst")]
    [InlineData("v4/f-two-gap")]
    [InlineData("v4/n13-late-cxl_mem")]
    [InlineData("7.2/g-two-windows-two-SR")]
    [InlineData("6.18/l-switch-x2")]
    public void A_recording_gives_the_machine_in_its_golden_file(string name) => Golden.Check(
        Path.Combine(Corpus.Root, "tests/SoftReserve.Machines.Tests/Golden/Captures",
            name.Replace('/', '-') + ".txt"),
        MachineSummary.Of(RecordedCorpus.Read(name)));

    [Fact]
    public void With_udev_the_decision_comes_before_any_card()
    {
        Assert.Equal(
            ["cxl_acpi", "dax_hmem", "decision", "mem0", "mem1"],
            RecordedCorpus.Read("v4/e-two-contig").Order);
        Assert.Empty(RecordedCorpus.Read("v4/e-two-contig.cxlfirst").Order);
    }

    [Theory]
    [InlineData("v4/a3-noSR", "cxl_acpi dax_hmem mem0")]
    [InlineData("v4/b-nocxl", "dax_hmem")]
    [InlineData("v4/b3-no-cxl_pci", "cxl_acpi dax_hmem decision")]
    [InlineData("v4/b4-no-dax_hmem", "cxl_acpi mem0")]
    public void What_cannot_happen_is_not_in_the_order(string name, string order) =>
        Assert.Equal(order, string.Join(' ', RecordedCorpus.Read(name).Order));

    [Fact]
    public void A_module_is_missing_until_its_file_is_put_back()
    {
        var late = RecordedCorpus.Read("v4/n13-late-cxl_mem");
        Assert.Equal("0-before-cxl_mem", late.BootState!.Name);
        Assert.Equal(["cxl_mem"], late.Machine.Kernel.MissingModules);

        var both = RecordedCorpus.Read("v4/n24-hmem-destroy-region-recreate");
        Assert.Equal("0-both", both.BootState!.Name);
        Assert.Empty(both.Machine.Kernel.MissingModules);
    }

    [Fact]
    public void The_order_until_a_later_state_goes_on_where_the_boot_stopped()
    {
        var late = RecordedCorpus.Read("v4/n13-late-cxl_mem");
        var after = late.States.Single(state => state.Name == "1-after");

        Assert.Equal(
            [.. late.Order, "cxl_port", "cxl_mem", "mem0"], late.OrderUntil(after));
    }

    [Fact]
    public void Typed_commands_come_with_what_the_shell_made_of_them()
    {
        var commands = RecordedCorpus.Read("v4/n24-hmem-destroy-region-recreate").Steps
            .OfType<StageStep.Command>().Take(2);

        Assert.Equal(
            [
                new StageStep.Command("daxctl offline-memory dax1.0", 0),
                new StageStep.Command("daxctl disable-device dax1.0", 250),
            ],
            commands);
    }

    [Fact]
    public void A_cleared_bridge_decoder_is_a_fault_of_the_bridge() => Assert.Equal(
        [new CxlFault.UncommittedHostBridgeDecoder(12)],
        RecordedCorpus.Read("7.2/c4-hb-uncommitted").Machine.Cxl.Faults);

    [Fact]
    public void A_bridge_with_one_port_and_no_forced_decoders_has_none()
    {
        static bool HasDecoders(string name) =>
            RecordedCorpus.Read(name).Machine.Cxl.HostBridges[0].HasDecoders;

        Assert.False(HasDecoders("v4/c2-passthrough-hb.cxlfirst"));
        Assert.True(HasDecoders("v4/a-exact"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("-device cxl-rp,bus=hb0,id=rp1,port=1", true)]
    public void A_second_root_port_gives_a_bridge_decoders(string options, bool hasDecoders)
    {
        var line = "qemu-system-x86_64 -m 1G -device pxb-cxl,bus_nr=12,id=hb0"
            + " -device cxl-rp,bus=hb0,id=rp0,port=0 " + options;
        var machine = CaptureReader.Read(CaptureFiles.FromMemory(
            "test", [KeyValuePair.Create("cmdline.txt", Encoding.UTF8.GetBytes(line))])).Value!;

        Assert.Equal(hasDecoders, machine.Machine.Cxl.HostBridges[0].HasDecoders);
    }

    [Fact]
    public void A_real_machine_is_read_from_what_its_kernel_listed()
    {
        var files = RecordedCorpus.Without(
            RecordedCorpus.Open("v4/l-switch-x2.cxlfirst"), ["cmdline.txt", "notes.md"]);

        var recording = CaptureReader.Read(files).Value!;

        var described = RecordedCorpus.Read("v4/l-switch-x2.cxlfirst");
        Assert.Equal(described.Machine.Cxl.Decoders, recording.Machine.Cxl.Decoders);
        Assert.True(recording.Machine.Kernel.HasAutoload);
        Assert.Equal(".", recording.BootState!.Name);
        Assert.Equal(["CXL hardware is as the running kernel listed it."], recording.Notes);
    }

    [Fact]
    public void Without_debug_messages_the_decoders_are_those_of_the_running_kernel()
    {
        var files = RecordedCorpus.Without(
            RecordedCorpus.Open("7.2/a-exact"), ["cmdline.txt", "notes.md", "dmesg.txt"]);

        var recording = CaptureReader.Read(files).Value!;

        var decoder = Assert.Single(recording.Machine.Cxl.Decoders);
        Assert.Equal(new AddressRange(0x110000000, 0x12fffffff), decoder.Range);
        Assert.Contains(recording.Notes, note => note.StartsWith("decoders are as",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[    0.000000] Hypervisor detected: KVM\n", true)]
    [InlineData("[    0.000000] DMI: QEMU\n", false)]
    public void A_kernel_that_names_its_hypervisor_has_one(string line, bool expected)
    {
        var files = RecordedCorpus.Open("7.2/a-exact");
        var log = RecordedCorpus.Read("7.2/a-exact").KernelLog + line;

        var recording = CaptureReader.Read(RecordedCorpus.With(
            files, "dmesg.txt", System.Text.Encoding.UTF8.GetBytes(log))).Value!;

        Assert.Equal(expected, recording.Machine.HasHypervisor);
    }
}
