using SoftReserve.Addresses;

namespace SoftReserve.Owners.Properties;

/// <summary>The properties that are judged.</summary>
public static class KernelProperties
{
    /// <summary>In the order in which findings are told, the worst first.</summary>
    public static ValueList<KernelProperty> All { get; } =
    [
        new NoUnbackedRam(),
        new NoUseAfterFree(),
        new NoStaleWork(),
        new NoHang(),
        new NoRangeLost(),
        new Usable(),
        new OneOwnerPerRange(),
        new NoDoubleClaim(),
        new OwnerFollowsPolicy(),
        new InnocentRegionsSurvive(),
        new RoundTrip(),
        new SurvivesReload(),
        new DaxUnderOwnRegion(),
        new LossIsLogged(),
        new IomemNests(),
    ];

    /// <summary>The property of that name; null when it is not judged.</summary>
    public static KernelProperty? Find(string name) =>
        All.FirstOrDefault(property => property.Name == name);
}
