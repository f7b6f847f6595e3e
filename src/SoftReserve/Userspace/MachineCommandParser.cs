using SoftReserve.Addresses;
using SoftReserve.Memory;

namespace SoftReserve.Userspace;

/// <summary>Reads the words after <c>machine</c>: what hands and faults do, which no tool of a real
/// machine can; and the words that case files have for cards.</summary>
internal static class MachineCommandParser
{
    public static UserCommand Parse(string[] words, string line) => words switch
    {
        ["add", var card] => new AddCard(card) { Line = line },
        ["remove", var card] => new RemoveCard(card) { Line = line },
        ["list"] => new ListMachine { Line = line },
        ["fail", var card, "link"] => new FailLink(card) { Line = line },
        ["fail", var card, "media"] => new FailMedia(card) { Line = line },
        ["fail", var name, "assembly"] => new FailAssembly(name) { Line = line },
        ["pin", var range] => Pin(range, MemoryHold.Unmovable, line),
        ["pin", var range, "unmovable"] => Pin(range, MemoryHold.Unmovable, line),
        ["pin", var range, "busy"] => Pin(range, MemoryHold.Busy, line),
        ["unpin", var range] when AddressRange.TryParse(range, out var free) =>
            new UnpinMemory(free) { Line = line },
        _ => new MachineUsage { Line = line },
    };

    private static UserCommand Pin(string range, MemoryHold hold, string line) =>
        AddressRange.TryParse(range, out var held)
            ? new PinMemory(new HeldMemory(held, hold)) { Line = line }
            : new MachineUsage { Line = line };
}
