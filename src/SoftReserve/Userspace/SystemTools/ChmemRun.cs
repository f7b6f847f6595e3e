using System.Text;
using SoftReserve.Sysfs;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.SystemTools;

/// <summary>One run of chmem: the blocks that it changes and what it says of them.</summary>
internal sealed class ChmemRun(Kernel kernel, bool online, bool isVerbose)
{
    private const int SomeFailed = 64;
    private const string MovableZone = "Movable";

    private readonly StringBuilder _output = new(), _complaints = new();
    private readonly string _verb = online ? "enable" : "disable";
    private Kernel _kernel = kernel;
    private int _errno;

    /// <summary>Changes so many blocks: the lowest ones go online first, the highest ones
    /// offline.</summary>
    public CommandOutcome ChangeSize(ulong wanted)
    {
        var blocks = MemoryBlocks.Of(_kernel);
        if (!online)
            blocks.Reverse();
        ulong done = 0;
        foreach (var block in blocks)
            if (done < wanted && block.IsOnline != online)
            {
                var errno = Change(block);
                if (errno == Errno.Interrupted)
                    return Interrupted();
                done += errno == 0 ? 1UL : 0;
                Tell(block, errno == 0 ? $"{_verb}d" : $"{_verb} failed");
            }

        if (done < wanted)
            Complain($"Could only {_verb} "
                + $"{UtilLinuxSize.Text((UInt128)done * _kernel.Boot.MemoryBlockSize)} of memory");
        return Outcome(wanted - done, wanted);
    }

    /// <summary>Changes these blocks; those that are so already count as done, those that do not
    /// exist do not.</summary>
    public CommandOutcome ChangeBlocks(ulong first, ulong last)
    {
        var wanted = (UInt128)last - first + 1;
        var left = wanted;
        foreach (var block in MemoryBlocks.Of(_kernel))
        {
            if (block.Number < first || block.Number > last)
                continue;
            var wasSo = block.IsOnline == online;
            var errno = wasSo ? 0 : Change(block);
            if (errno == Errno.Interrupted)
                return Interrupted();
            if (errno == 0)
                left--;
            if (errno != 0)
                Complain($"{NameOf(block)} {_verb} failed: {ErrorText.Of(errno)}");
            else
                Tell(block, wasSo ? $"already {_verb}d" : $"{_verb}d");
        }

        return Outcome(left, wanted);
    }

    // for what can be moved away again, where the block allows it
    private int Change(MemoryBlock block)
    {
        var state = !online ? "offline"
            : block.Zones.Contains(MovableZone, StringComparison.Ordinal) ? "online_movable"
            : "online";
        var outcome = MemoryWrites.State(block.Number, state).Run(_kernel);
        _kernel = outcome.Kernel;
        _errno = outcome.Errno == 0 ? _errno : outcome.Errno;
        return outcome.Errno;
    }

    private CommandOutcome Interrupted()
    {
        var interrupted = CommandOutcome.Interrupted(_kernel);
        return interrupted with
        {
            Output = _output.ToString(),
            Complaints = _complaints + interrupted.Complaints,
        };
    }

    private CommandOutcome Outcome(UInt128 left, UInt128 wanted) => new(
        _kernel, left == 0 ? 0 : _errno == 0 ? Errno.NoDevice : _errno, _output.ToString())
    {
        Complaints = _complaints.ToString(),
        ExitCode = left == 0 ? 0 : left == wanted ? 1 : SomeFailed,
    };

    private string NameOf(MemoryBlock block)
    {
        var range = MemoryBlocks.RangeOf(_kernel, block.Number);
        return FormattableString.Invariant(
            $"Memory Block {block.Number} (0x{range.Start.Value:x16}-0x{range.End.Value:x16})");
    }

    private void Tell(MemoryBlock block, string what)
    {
        if (isVerbose)
            _output.Append(NameOf(block)).Append(' ').Append(what).Append('\n');
    }

    private void Complain(string what) => _complaints.Append($"chmem: {what}\n");
}
