using System.Diagnostics;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>chmem -e|-d SIZE|RANGE|BLOCKRANGE</c>: takes memory blocks online or
/// offline.</summary>
/// <param name="Online">True for <c>-e</c>.</param>
/// <param name="Target">As typed.</param>
internal sealed record ChmemCommand(bool Online, string Target) : UserCommand
{
    public static SystemTool Tool { get; } = new(
        "chmem",
        [
            "b|blocks", "d|disable", "e|enable", "!h|help", "v|verbose", "!V|version", "!z|zone=",
        ],
        Of);

    /// <summary>The target is block numbers.</summary>
    public bool AsBlocks { get; init; }

    /// <summary>Tells of every block.</summary>
    public bool IsVerbose { get; init; }

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var run = new ChmemRun(kernel, Online, IsVerbose);
        return ChmemTarget.Read(Target, AsBlocks, kernel.Boot.MemoryBlockSize) switch
        {
            ChmemTarget.Size size => run.ChangeSize(size.Blocks),
            ChmemTarget.Numbers numbers => run.ChangeBlocks(numbers.First, numbers.Last),
            ChmemTarget.Nonsense nonsense => CommandOutcome.Failed(
                kernel, Errno.Invalid, $"chmem: {nonsense.Why}\n"),
            _ => throw new UnreachableException(),
        };
    }

    private static UserCommand Of(Getopt words) =>
        words.RefuseBoth("d", "e") is { } refusal ? refusal
        : words.Operands.Count == 1 && (words.Has("e") || words.Has("d"))
            ? new ChmemCommand(words.Has("e"), words.Operands[0])
            {
                Line = words.Line,
                AsBlocks = words.Has("b"),
                IsVerbose = words.Has("v"),
            }
        : words.RefuseWithHint("bad usage");
}
