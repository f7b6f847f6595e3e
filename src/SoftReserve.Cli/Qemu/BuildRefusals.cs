using System.Numerics;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Cli.Qemu;

/// <summary>Why QEMU cannot build a machine.</summary>
internal static class BuildRefusals
{
    private const int MostBridges = 4;

    /// <summary>Reasons that hold at any scale; none when it can.</summary>
    public static IEnumerable<string> Of(Machine machine) =>
    [
        .. OfPlatform(machine), .. OfWindows(machine), .. OfCards(machine),
        .. OfDecoders(machine), .. OfFaults(machine.Cxl),
    ];

    /// <summary>Reasons that come from making it smaller.</summary>
    public static IEnumerable<string> OfScale(Machine machine, ulong scale)
    {
        if (!BitOperations.IsPow2(scale))
        {
            yield return $"a scale of {scale}: QEMU's windows and cards need a power of two";
            yield break;
        }

        if (machine.MemoryBlock is { } block && block.Bytes != scale * ScaleChoice.GuestBlock)
            yield return $"memory blocks of {block}{By(scale)}: a guest's kernel chooses 128MiB";
        foreach (var (_, window) in WindowPlacement.Windowed(machine))
            if (!IsWhole(window.Size, scale))
                yield return $"window {window}: {window.Size}{By(scale)} is no multiple of 256MiB";
        foreach (var card in machine.Cxl.Memdevs.Where(card => card.IsPresent))
            if (!IsWhole(card.Volatile, scale) || !IsWhole(card.Persistent, scale))
                yield return $"{card.Name}: {card.Volatile} and {card.Persistent}{By(scale)}, "
                    + "expected multiples of 256MiB";
        var total = machine.Cxl.Memdevs.Aggregate(
            (UInt128)0, (sum, card) => sum + card.Volatile.Bytes + card.Persistent.Bytes) / scale;
        if (total > ByteSize.GiB(16).Bytes)
            yield return $"cards of {new ByteSize(total)} together at the smallest scale that "
                + "keeps every part a multiple of 256MiB; a guest has memory for 16GiB";
    }

    private static bool IsWhole(ByteSize size, ulong scale) =>
        size.Bytes % scale == 0 && size.Bytes / scale % WindowPlacement.Unit == 0;

    private static string By(ulong scale) => scale == 1 ? "" : $" divided by {scale}";

    private static IEnumerable<string> OfPlatform(Machine machine)
    {
        if (machine.Architecture != Architecture.X86)
            yield return "only x86-64 kernels take Soft Reserved from their command line";
        if (machine.Kernel.ExtraHmemPlatforms.Count > 0)
            yield return "a second hmem_platform device: only cxl_test makes one";
        if (KernelCommandLine.Parse(machine.Kernel.CommandLine).NoSoftReserve)
            yield return "efi=nosoftreserve: the guest's firmware is not EFI";
        var bridges = BridgeNumbers.Uids(machine).Count;
        if (bridges > MostBridges)
            yield return $"{bridges} host bridges; QEMU has room for {MostBridges}";
    }

    private static IEnumerable<string> OfWindows(Machine machine)
    {
        foreach (var bridge in machine.Cedt?.HostBridges ?? [])
            if (bridge.Version == 0)
                yield return $"host bridge {bridge.Uid} is CXL 1.1; QEMU has 2.0 and later";
        var windows = WindowPlacement.Windowed(machine);
        foreach (var (window, range) in windows)
        {
            if (window.Arithmetic != 0)
                yield return $"window {range}: xor arithmetic; QEMU decodes modulo";
            if (InterleaveCode.ToWays(window.EncodedWays) is not { } ways
                || ways != window.Targets.Count)
                yield return $"window {range}: {window.Targets.Count} targets for ways of code "
                    + $"{window.EncodedWays}; QEMU counts its targets";
            else if (window.Targets.Distinct().Count() != ways)
                yield return $"window {range}: a host bridge twice; QEMU takes each once";
        }

        for (var index = 1; index < windows.Count; index++)
            if (windows[index].Range.Overlaps(windows[index - 1].Range))
                yield return $"windows {windows[index - 1].Range} and {windows[index].Range} "
                    + "overlap; QEMU puts one behind the other";
    }

    private static IEnumerable<string> OfCards(Machine machine)
    {
        foreach (var card in machine.Cxl.Memdevs)
        {
            if (card.Type != 3)
                yield return $"{card.Name}: type {card.Type}; QEMU has type 3 cards";
            if (CxlPath.Find(machine.Cxl, card.Name) is { } path && path.Ports.Count > 3)
                yield return $"{card.Name}: more than two switches below one another";
        }

        foreach (var bridge in machine.Cxl.HostBridges)
            if (!bridge.HasDecoders && bridge.Ports.Count != 1)
                yield return $"host bridge {bridge.Uid}: no decoders and {bridge.Ports.Count} "
                    + "root ports; QEMU leaves them out only below one port";
    }

    private static IEnumerable<string> OfDecoders(Machine machine)
    {
        foreach (var card in machine.Cxl.Memdevs)
        {
            var settings = machine.Cxl.Decoders.Where(each => each.Memdev == card.Name).ToList();
            if (settings.Count > ProgrammedDecoders.Usual)
                yield return $"{card.Name}: {settings.Count} decoders; QEMU's cards have "
                    + $"{ProgrammedDecoders.Usual}";
            if (settings.Count > 0 && !card.IsPresent)
                yield return $"{card.Name}: decoders of an empty slot";
        }

        foreach (var decoder in machine.Cxl.Decoders)
            if (decoder.Ways is 3 or 6 or 12)
                yield return $"{decoder.Memdev}: {decoder.Ways} ways; not tried in QEMU yet";
    }

    private static IEnumerable<string> OfFaults(CxlTopology topology)
    {
        foreach (var fault in topology.Faults)
            if (ForcedBy(fault) is { } why)
                yield return why + "; that takes a changed kernel";
    }

    private static string? ForcedBy(CxlFault fault) => fault switch
    {
        CxlFault.AssemblyFails failing => $"{failing.Memdev}: an attach that fails",
        CxlFault.ReplugGranularity card => $"{card.Memdev}: another granularity later",
        CxlFault.CoverageDenied denied => $"{denied.Range}: an answer that is forced",
        CxlFault.HmemRegisterFails failing => $"{failing.Range}: an error that is forced",
        CxlFault.UnmovableMemory unmovable =>
            $"{unmovable.Range}: memory of the kernel's own at a given place",
        CxlFault.BusyMemory busy => $"{busy.Range}: memory that somebody holds",
        CxlFault.UncommittedSwitchDecoder or CxlFault.UncommittedHostBridgeDecoder => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
