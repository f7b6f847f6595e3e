using SoftReserve.Cxl;
using SoftReserve.Hmem;
using SoftReserve.Resources;

namespace SoftReserve.Dax;

/// <summary>Which CXL regions get a dax region when their driver binds.</summary>
/// <remarks>Kernel: the end of <c>cxl_region_probe()</c>, drivers/cxl/core/region.c.</remarks>
public abstract class CxlDaxCreation
{
    /// <summary>Every RAM region, at its probe.</summary>
    public static readonly CxlDaxCreation AtProbe = new ForEveryRegion();

    /// <summary>v4 6/9: only regions that a user created; HMEM's work asks for the
    /// others.</summary>
    public static readonly CxlDaxCreation UserCreatedOnly = new ForUserCreated();

    /// <summary>True when the probe makes the dax region.</summary>
    public abstract bool CreatesAtProbe(Kernel kernel, CxlRegion region);

    private sealed class ForEveryRegion : CxlDaxCreation
    {
        public override bool CreatesAtProbe(Kernel kernel, CxlRegion region) => true;
    }

    private sealed class ForUserCreated : CxlDaxCreation
    {
        public override bool CreatesAtProbe(Kernel kernel, CxlRegion region) => !region.IsAuto;
    }
}

/// <summary>When dax_cxl may bind the dax region of a CXL region.</summary>
/// <remarks>Kernel: <c>cxl_dax_region_probe()</c>, drivers/dax/cxl.c.</remarks>
public abstract class CxlDaxBinding
{
    /// <summary>Whenever its driver is registered.</summary>
    public static readonly CxlDaxBinding AtOnce = new Unconditional();

    /// <summary>v5: only after HMEM's work has dropped its ranges; until then the probe is
    /// deferred.</summary>
    public static readonly CxlDaxBinding WhenHmemDropped = new AfterDrop();

    /// <summary>An answer to v5 that was never posted: the probe flushes HMEM's work first, which
    /// waits for the end of this very probe (bug C7).</summary>
    public static readonly CxlDaxBinding AfterFlushInProbe = new FlushThenDrop();

    /// <summary>True when the probe goes on now.</summary>
    public abstract bool Allows(HmemState hmem);

    /// <summary>True when the probe is deferred until some other probe has ended.</summary>
    public virtual bool Defers(HmemState hmem) => false;

    /// <summary>True when the probe never ends.</summary>
    public virtual bool HangsOn(HmemState hmem) => false;

    private sealed class Unconditional : CxlDaxBinding
    {
        public override bool Allows(HmemState hmem) => true;
    }

    private sealed class AfterDrop : CxlDaxBinding
    {
        public override bool Allows(HmemState hmem) => hmem.Mode == CxlDaxMode.Drop;

        public override bool Defers(HmemState hmem) => hmem.Mode == CxlDaxMode.Defer;
    }

    private sealed class FlushThenDrop : CxlDaxBinding
    {
        public override bool Allows(HmemState hmem) => hmem.Mode == CxlDaxMode.Drop;

        public override bool Defers(HmemState hmem) => hmem.Mode == CxlDaxMode.Defer;

        public override bool HangsOn(HmemState hmem) => hmem.HasQueuedWork;
    }
}

/// <summary>Whether two dax regions may have the same bytes.</summary>
/// <remarks>Kernel: <c>alloc_dax_region()</c>, drivers/dax/bus.c.</remarks>
public abstract class DaxClaims
{
    /// <summary>Up to v5: nobody checks.</summary>
    public static readonly DaxClaims Unchecked = new NoClaims();

    /// <summary>v6 to 7.1: the second one loses, with a debug line.</summary>
    public static readonly DaxClaims Exclusive = new OneTree(LogLevel.Debug);

    /// <summary>7.2: the second one loses, with an error line.</summary>
    public static readonly DaxClaims ExclusiveLoud = new OneTree(LogLevel.Error);

    /// <summary>The level of the line about a conflict.</summary>
    public abstract LogLevel ConflictLevel { get; }

    /// <summary>Claims the bytes of a dax region.</summary>
    public abstract Insertion Claim(ResourceTree claims, Resource region);

    private sealed class NoClaims : DaxClaims
    {
        public override LogLevel ConflictLevel => LogLevel.Debug;

        public override Insertion Claim(ResourceTree claims, Resource region) =>
            new Insertion.Placed(claims);
    }

    private sealed class OneTree(LogLevel level) : DaxClaims
    {
        public override LogLevel ConflictLevel => level;

        public override Insertion Claim(ResourceTree claims, Resource region) =>
            claims.Request(region);
    }
}
