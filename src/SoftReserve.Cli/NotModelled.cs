using SoftReserve.Firmware;

namespace SoftReserve.Cli;

/// <summary>What an input asks for and the model passes over: told, so that nobody takes the answer
/// for more than it is.</summary>
internal static class NotModelled
{
    /// <summary>One sentence for each thing.</summary>
    public static IEnumerable<string> In(Machine machine, KernelCommandLine commandLine)
    {
        if (machine.Cxl.Memdevs.Any(card => card.Type != 3))
            yield return "Type 2 cards are not modelled: they are never attached";
        if (machine.Architecture != Architecture.X86 && !commandLine.Memmap.IsEmpty)
            yield return "memmap= and mem= are passed over: only x86 reads them as modelled here";
        if (!commandLine.AsyncProbeDrivers.IsEmpty)
            yield return "driver_async_probe= is not modelled: those drivers probe as usual";
    }
}
