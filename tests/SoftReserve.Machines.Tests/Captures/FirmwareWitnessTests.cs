using SoftReserve.Firmware.Acpi;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

/// <summary>What firmware handed over is recorded more than once; all of it must agree.</summary>
public sealed class FirmwareWitnessTests
{
    private static readonly string[] Tables = ["acpi/CEDT.bin", "acpi/SRAT.bin"];

    public static TheoryData<string> Complete =>
        [.. RecordedCorpus.Names.Where(name => RecordedCorpus.Has(name, "dmesg.txt"))];

    public static TheoryData<string> WithBothMaps =>
        [.. RecordedCorpus.Names.Where(name => RecordedCorpus.Has(name, "firmware_memmap.txt"))];

    [Theory]
    [MemberData(nameof(WithBothMaps))]
    public void The_kernel_logs_the_memory_map_that_sysfs_lists(string name)
    {
        var files = RecordedCorpus.Open(name);
        var fromLog = CaptureReader.Read(RecordedCorpus.Without(files, "firmware_memmap.txt"));

        Assert.Equal(RecordedCorpus.Read(name).Machine.MemoryMap, fromLog.Value!.Machine.MemoryMap);
    }

    [Theory]
    [MemberData(nameof(Complete))]
    public void The_QEMU_line_alone_gives_the_firmware_that_was_recorded(string name)
    {
        var files = RecordedCorpus.Open(name);
        var died = CaptureReader.Read(RecordedCorpus.Without(
            files, ["dmesg.txt", "firmware_memmap.txt", .. Tables]));

        var recorded = RecordedCorpus.Read(name).Machine;
        Assert.Equal(recorded.MemoryMap, died.Value!.Machine.MemoryMap);
        Assert.Equal(recorded.Cedt?.Windows, died.Value.Machine.Cedt?.Windows);
        Assert.Equal(Uids(recorded.Cedt), Uids(died.Value.Machine.Cedt));
        Assert.Equal(recorded.Srat, died.Value.Machine.Srat);
        Assert.Equal(2, died.Value.Notes.Count);
    }

    private static IEnumerable<uint>? Uids(Cedt? cedt) =>
        cedt?.HostBridges.Select(bridge => bridge.Uid).Order();

    [Theory]
    [MemberData(nameof(Complete))]
    public void Release_and_command_line_are_in_the_log_as_well(string name)
    {
        var files = RecordedCorpus.Open(name);
        var bare = CaptureReader.Read(RecordedCorpus.Without(
            files, ["uname.txt", "cmdline-kernel.txt"]));

        var recorded = RecordedCorpus.Read(name).Machine.Kernel;
        Assert.Equal(recorded, bare.Value!.Machine.Kernel);
        Assert.Equal(name.Split('/')[0], recorded.Generation);
    }

    [Theory]
    [InlineData("v4/n31-destroy-under-online")]
    [InlineData("7.2/c5-broken-online")]
    public void A_machine_that_died_has_no_state_but_its_hardware_is_known(string name)
    {
        var recording = RecordedCorpus.Read(name);

        Assert.Empty(recording.States);
        Assert.Null(recording.BootState);
        Assert.NotEmpty(recording.Machine.Cxl.Decoders);
        Assert.Equal(2, recording.Notes.Count);
    }
}
