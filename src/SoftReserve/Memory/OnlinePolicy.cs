using SoftReserve.Configuration;
using SoftReserve.Firmware;

namespace SoftReserve.Memory;

/// <summary>What happens to memory blocks when they are hot-added.</summary>
public enum OnlinePolicy
{
    /// <summary>They stay offline until somebody brings them online.</summary>
    Offline,

    /// <summary>Online, in the zone that the kernel thinks best.</summary>
    Online,

    /// <summary>Online for the kernel's own use too.</summary>
    OnlineKernel,

    /// <summary>Online for what can be moved away again.</summary>
    OnlineMovable,
}

/// <summary>Where the policy comes from.</summary>
/// <remarks>Kernel: <c>mhp_get_default_online_type()</c>, mm/memory_hotplug.c; up to 6.13 the
/// configuration knows only offline and online.</remarks>
public static class OnlinePolicies
{
    private static readonly string[] Names =
        ["offline", "online", "online_kernel", "online_movable"];

    /// <summary>The policy at boot: <c>memhp_default_state=</c> wins over the
    /// configuration.</summary>
    public static OnlinePolicy Of(KernelConfiguration config, KernelCommandLine commandLine) =>
        Find(commandLine.MemhpDefaultState) ?? Of(config);

    /// <summary>The policy of a name; null for a name that is none.</summary>
    public static OnlinePolicy? Find(string? name) =>
        Array.IndexOf(Names, name) is >= 0 and var index ? (OnlinePolicy)index : null;

    /// <summary>What <c>auto_online_blocks</c> calls it.</summary>
    public static string NameOf(OnlinePolicy policy) => Names[(int)policy];

    private static OnlinePolicy Of(KernelConfiguration config)
    {
        if (config.IsEnabled(ConfigSymbol.MhpDefaultOnlineTypeOnlineAuto))
            return OnlinePolicy.Online;
        if (config.IsEnabled(ConfigSymbol.MhpDefaultOnlineTypeOnlineKernel))
            return OnlinePolicy.OnlineKernel;
        return config.IsEnabled(ConfigSymbol.MhpDefaultOnlineTypeOnlineMovable)
            ? OnlinePolicy.OnlineMovable
            : OnlinePolicy.Offline;
    }
}
