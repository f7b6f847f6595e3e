namespace SoftReserve.Owners.Properties;

/// <summary>Something that a kernel which has settled should keep.</summary>
/// <remarks>A property looks at the state, which every order that leads there shares; only one that
/// <see cref="NeedsReplay"/> looks at the way, or goes on from there.</remarks>
public abstract class KernelProperty
{
    /// <summary>As case files spell it.</summary>
    public abstract string Name { get; }

    /// <summary>True when the property reads the journal, or takes steps from the kernel on: an
    /// explorer that forgets journals and numbers has to replay the order first.</summary>
    public virtual bool NeedsReplay => false;

    /// <summary>True when this settled kernel breaks it.</summary>
    public abstract bool IsBroken(Kernel kernel);

    /// <summary>The companion that keeps a proof honest: true when this kernel is one that could
    /// have broken the property and does not.</summary>
    /// <remarks>A property that no order breaks says something only if some order shows
    /// this.</remarks>
    public abstract bool IsShown(Kernel kernel);
}
