using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Firmware;

namespace SoftReserve.Owners.Comparison;

/// <summary>Something about how a kernel is built or started that could be changed.</summary>
public abstract record Remedy
{
    private Remedy()
    {
    }

    /// <summary>A parameter leaves the kernel command line.</summary>
    /// <param name="Parameter">As it stands there.</param>
    public sealed record RemoveParameter(string Parameter) : Remedy;

    /// <summary>A module's file is installed.</summary>
    /// <param name="Module">Its name.</param>
    public sealed record InstallModule(string Module) : Remedy;

    /// <summary>A module is loaded by itself: it leaves the blacklist.</summary>
    /// <param name="Module">Its name.</param>
    public sealed record AllowModule(string Module) : Remedy;

    /// <summary>A module is kept from loading.</summary>
    /// <param name="Module">Its name.</param>
    public sealed record BlockModule(string Module) : Remedy;

    /// <summary>The kernel is configured otherwise.</summary>
    /// <param name="Symbols">The values to set.</param>
    public sealed record Configure(ValueList<(ConfigSymbol Symbol, Tristate Value)> Symbols)
        : Remedy;

    /// <summary>A parameter joins the kernel command line.</summary>
    /// <param name="Parameter">As it would stand there.</param>
    public sealed record AddParameter(string Parameter) : Remedy;
}

/// <summary>A remedy that was tried on the model and works.</summary>
/// <param name="Remedy">What to change.</param>
/// <param name="Owners">Who has the ranges then.</param>
public sealed record ProvenRemedy(Remedy Remedy, ValueList<OwnedRange> Owners)
{
    internal ValueList<(AddressRange Range, RangeOwner Owner, RangeUse Use)> Outcome =>
        [.. Owners.Select(row => (row.Range, row.Owner, row.Use))];
}
