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
        _ => new MachineUsage { Line = line },
    };
}
