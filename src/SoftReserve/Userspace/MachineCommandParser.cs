namespace SoftReserve.Userspace;

/// <summary>Reads what happens to the machine itself: <c>machine ...</c> at a shell,
/// <c>hot-add</c> and <c>hot-remove</c> in case files.</summary>
internal static class MachineCommandParser
{
    public static UserCommand Parse(string[] words, string line) => words switch
    {
        ["list"] => new ListCards { Line = line },
        ["add", var card] => new AddCard(card) { Line = line },
        ["remove", var card] => new RemoveCard(card) { Line = line },
        ["fail", var card, "link"] => new RemoveCard(card) { Line = line },
        ["fail", var card, "media"] => new FailMedia(card) { Line = line },
        ["fail", var card, "assembly"] => new FailAssembly(card) { Line = line },
        _ => new MachineUsage { Line = line },
    };

    // what people type wrong they learn from
    private sealed record MachineUsage : UserCommand
    {
        public override CommandOutcome Run(Kernel kernel) =>
            CommandOutcome.Failed(
                kernel, Errno.Invalid,
                "usage: machine list | add memN | remove memN | fail memN link|media|assembly\n")
            with
            { ExitCode = 2 };
    }
}
