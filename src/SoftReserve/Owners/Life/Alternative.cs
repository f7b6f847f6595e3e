using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Drivers;
using SoftReserve.Firmware;
using SoftReserve.Generations;

namespace SoftReserve.Owners.Life;

/// <summary>A change of machine, kernel, configuration or command line that can be tried: the same
/// boot with it is what would have happened otherwise.</summary>
public abstract record Alternative
{
    private Alternative()
    {
    }

    /// <summary>The change as a condition: <c>with CONFIG_DEV_DAX_CXL=n</c>.</summary>
    public abstract FormattableString Change { get; }

    /// <summary>Another value of a configuration symbol.</summary>
    /// <param name="Name">The symbol.</param>
    /// <param name="Value">Its other value.</param>
    public sealed record Symbol(ConfigSymbol Name, Tristate Value) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change =>
            $"with CONFIG_{ConfigSymbols.NameOf(Name)}={SymbolText.Letter(Value)}";
    }

    /// <summary>A parameter on the kernel's command line.</summary>
    /// <param name="Text">As typed.</param>
    public sealed record Parameter(string Text) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"with {Text} on the command line";
    }

    /// <summary>The kernel's command line without a parameter.</summary>
    /// <param name="Prefix">How the parameter begins, as <c>memmap=</c>.</param>
    public sealed record NoParameter(string Prefix) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"without {Prefix} on the command line";
    }

    /// <summary>Another kernel.</summary>
    /// <param name="Generation">Which.</param>
    public sealed record OtherKernel(Generation Generation) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"under {Generation.Name}";
    }

    /// <summary>Firmware hands the range over as ordinary memory.</summary>
    /// <param name="Range">What loses its mark.</param>
    public sealed record NotMarked(AddressRange Range) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"without EFI_MEMORY_SP on {Range}";
    }

    /// <summary>Firmware marks the range Specific Purpose.</summary>
    /// <param name="Range">What gets the mark.</param>
    public sealed record Marked(AddressRange Range) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"with EFI_MEMORY_SP on {Range}";
    }

    /// <summary>Firmware marks other pieces instead.</summary>
    /// <param name="Old">What was marked.</param>
    /// <param name="Pieces">What would be marked, inside the old range.</param>
    public sealed record MarkedAs(AddressRange Old, ValueList<AddressRange> Pieces) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change =>
            $"with {string.Join(" and ", Pieces)} marked instead of {Old}";
    }

    /// <summary>Firmware brings no HMAT.</summary>
    public sealed record NoHmat : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"without HMAT";
    }

    /// <summary>Firmware declares no CXL window over a range.</summary>
    /// <param name="Range">The windows that overlap it go.</param>
    public sealed record NoWindow(AddressRange Range) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"without a CXL window over {Range}";
    }

    /// <summary>A module's file is there and udev loads it.</summary>
    /// <param name="Module">Which.</param>
    public sealed record LoadedByItself(KernelModule Module) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change =>
            $"with {ModuleNames.NameOf(Module)} installed and loaded by udev";
    }

    /// <summary>A module's file is missing.</summary>
    /// <param name="Module">Which.</param>
    public sealed record NotInstalled(KernelModule Module) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change =>
            $"without {ModuleNames.NameOf(Module)} installed";
    }

    /// <summary>Nothing is loaded in a forced order.</summary>
    public sealed record UsualOrder : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"in the usual load order";
    }

    /// <summary>Firmware's endpoint decoders for a range are committed, or not, and their cards
    /// are plugged in.</summary>
    /// <param name="Range">The interleave set.</param>
    /// <param name="Cards">The cards whose decoders change.</param>
    /// <param name="IsCommitted">What they become.</param>
    public sealed record Decoders(
        AddressRange Range, ValueList<string> Cards, bool IsCommitted) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => IsCommitted
            ? (FormattableString)$"with a committed decoder on {Names} for {Range}"
            : $"without the committed decoder on {Names} for {Range}";

        private string Names => string.Join(" and ", Cards);
    }

    /// <summary>Firmware's decoders make one committed CXL region over a range, in place of all
    /// that overlap it.</summary>
    /// <param name="Range">The region.</param>
    public sealed record CxlRegionOver(AddressRange Range) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"with a committed region of {Range}";
    }

    /// <summary>Nothing goes wrong on the machine.</summary>
    public sealed record NoFaults : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"without the faults of this machine";
    }

    /// <summary>Memory blocks of another size.</summary>
    /// <param name="Size">Bytes.</param>
    public sealed record MemoryBlocks(ByteSize Size) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"with memory blocks of {Size}";
    }

    /// <summary>SRAT has an entry for the range.</summary>
    /// <param name="Range">The range.</param>
    public sealed record SratOver(AddressRange Range) : Alternative
    {
        /// <inheritdoc/>
        public override FormattableString Change => $"with a SRAT entry for {Range}";
    }
}

/// <summary>An alternative that has been booted.</summary>
/// <param name="Alternative">The change.</param>
/// <param name="Effect">What it changed: seen in that boot.</param>
/// <param name="Owners">How the range stands at the end of that boot, piece by piece; none where
/// the range is neither Soft Reserved nor under a CXL region then.</param>
public sealed record ProvenAlternative(
    Alternative Alternative, Effect Effect, ValueList<OwnedRange> Owners);

/// <summary>Configuration symbols in text.</summary>
internal static class SymbolText
{
    public static char Letter(Tristate value) => value switch
    {
        Tristate.Yes => 'y',
        Tristate.Module => 'm',
        _ => 'n',
    };

    public static string Of(ConfigSymbol symbol, Tristate value) =>
        $"CONFIG_{ConfigSymbols.NameOf(symbol)}={Letter(value)}";
}
