using System.Globalization;
using System.Text;
using SoftReserve.Sysfs;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>chmem -e</c> or <c>-d</c> of addresses, or with <c>-b</c> of memory
/// blocks.</summary>
/// <remarks>util-linux: <c>chmem_onoff_range()</c>, sys-utils/chmem.c: it goes on behind a block
/// that fails, and exits with 64 when some worked.</remarks>
/// <param name="GoesOnline">True for <c>-e</c>.</param>
/// <param name="First">The first block's address, or its number with <c>-b</c>.</param>
/// <param name="Last">The last address, or the last block's number.</param>
/// <param name="InBlocks">True with <c>-b</c>.</param>
public sealed record ChmemCommand(
    bool GoesOnline, ulong First, ulong Last, bool InBlocks) : UserCommand
{
    private const int SomeWorked = 64;

    /// <inheritdoc/>
    public override CommandOutcome Run(Kernel kernel)
    {
        var tree = FileTree.Of(kernel);
        var size = MemoryBlockFile.SizeIn(tree);
        if (!InBlocks && (size == 0 || First % size != 0 || (Last + 1) % size != 0))
            return CommandOutcome.Failed(
                kernel, Errno.Invalid, $"chmem: Invalid start address or end address of range\n");
        var (first, last) = InBlocks ? (First, Last) : (First / size, Last / size);
        var blocks = MemoryBlockFile.All(tree)
            .Where(block => block.Number >= first && block.Number <= last).ToList();
        if (blocks.Count == 0)
            return CommandOutcome.Failed(
                kernel, Errno.Invalid,
                "chmem: Failed to access memory block "
                + first.ToString(CultureInfo.InvariantCulture) + ": No such file or directory\n");
        return Switch(kernel, tree, blocks, size);
    }

    internal static ChmemCommand? Parse(string[] words, string line)
    {
        var inBlocks = words is ["-b" or "--blocks", ..];
        return (inBlocks ? words[1..] : words) switch
        {
            ["-e" or "--enable", var range] => Of(true, range, inBlocks, line),
            ["-d" or "--disable", var range] => Of(false, range, inBlocks, line),
            _ => null,
        };
    }

    // sizes, of which the tool chooses the blocks itself, are not modelled
    private static ChmemCommand? Of(bool goesOnline, string range, bool inBlocks, string line)
    {
        var ends = range.Split('-');
        var isRange = ends.Length == 2 || (inBlocks && ends.Length == 1);
        return isRange && Number(ends[0]) is { } first && Number(ends[^1]) is { } last
            && last >= first && last < ulong.MaxValue
            ? new ChmemCommand(goesOnline, first, last, inBlocks) { Line = line }
            : null;
    }

    private CommandOutcome Switch(
        Kernel kernel, FileTree tree, List<MemoryBlockFile> blocks, ulong size)
    {
        var (state, verb) = GoesOnline ? ("online", "enable") : ("offline", "disable");
        var complaints = new StringBuilder();
        var (worked, errno) = (0, 0);
        foreach (var block in blocks)
        {
            var outcome = block.State == state ? CommandOutcome.Done(kernel)
                : block.Write(tree, state)?.Run(kernel)
                ?? CommandOutcome.Failed(kernel, Errno.NotPermitted, "");
            kernel = outcome.Kernel;
            worked += outcome.Errno == 0 ? 1 : 0;
            if (outcome.Errno == 0)
                continue;
            errno = outcome.Errno;
            complaints.Append(CultureInfo.InvariantCulture,
                $"chmem: Memory Block {block.Number} ")
                .Append('(').Append(MemoryBlockFile.RangeText(block.Number, block.Number, size))
                .Append(") ").Append(verb).Append(" failed: ")
                .Append(errno == Errno.Busy ? "Device or resource busy\n" : "Invalid argument\n");
        }

        return new CommandOutcome(kernel, errno, "")
        {
            Complaints = complaints.ToString(),
            ExitCode = errno == 0 ? 0 : worked > 0 ? SomeWorked : 1,
        };
    }

    private static ulong? Number(string text)
    {
        var isHexadecimal = text.StartsWith("0x", StringComparison.Ordinal);
        return ulong.TryParse(
            isHexadecimal ? text.AsSpan(2) : text,
            isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture, out var number)
            ? number : null;
    }
}
