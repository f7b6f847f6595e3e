using System.Text;
using SoftReserve.Cli.Qemu;
using SoftReserve.Firmware;
using SoftReserve.Machines;
using SoftReserve.Machines.Captures;
using Xunit;

namespace SoftReserve.Cli.Tests.Qemu;

/// <summary>The reader of recordings, which real QEMU runs have shown to be right, sees in a
/// command line the machine that it was made for.</summary>
public sealed class QemuLineTests
{
    public static TheoryData<string> Buildable => AsBuiltTests.Buildable;

    [Theory]
    [MemberData(nameof(Buildable))]
    public void A_recording_of_the_command_has_the_hardware(string name)
    {
        var guest = Guest(name);
        var read = Read(name);
        Assert.Equal(guest.MemoryMap, read.MemoryMap);
        // a recording's bridges are in the order of the command, a kernel's in that of the tables
        Assert.Equal(guest.Cxl.HostBridges.Reverse(), read.Cxl.HostBridges);
        Assert.Equal(
            guest.Cxl.Memdevs.Select(card => (card.Name, card.Volatile, card.Serial)),
            read.Cxl.Memdevs.Select(card => (card.Name, card.Volatile, card.Serial)));
    }

    [Theory]
    [MemberData(nameof(Buildable))]
    public void A_recording_of_the_command_has_the_windows(string name)
    {
        var guest = Guest(name);
        var windows = guest.Cedt?.Windows ?? [];
        var made = Read(name).Cedt?.Windows ?? [];
        foreach (var window in windows)
            Assert.Contains(made, each => (each.Base, each.Size, each.EncodedWays)
                == (window.Base, window.Size, window.EncodedWays)
                && each.Targets == window.Targets);
        // what is between them the guest is not told of
        if (made.Count != windows.Count)
            Assert.Contains(OverriddenTables.Of(guest), table => table.Name == "CEDT");
    }

    private static Machine Guest(string name) => ((QemuPlan.Built)AsBuiltMachine.Of(
        BundledMachines.TryRead(name)!.Value!, null)).AsBuilt;

    private static Machine Read(string name)
    {
        var text = Command.Run("qemu", name).Output;
        var files = CaptureFiles.FromMemory(
            name, [new("cmdline.txt", Encoding.UTF8.GetBytes(text))]);
        var recording = CaptureReader.Read(files);
        Assert.Empty(recording.Diagnostics);
        return recording.Value!.Machine;
    }
}
