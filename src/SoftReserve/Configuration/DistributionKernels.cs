using SoftReserve.Addresses;

namespace SoftReserve.Configuration;

/// <summary>Configurations that distributions ship, by the names that <c>--config</c>
/// takes.</summary>
/// <remarks>Recorded from running amd64 kernels (captures/README.md section 2). The two agree in
/// every symbol that counts here; what differs is only that 6.12 says
/// MEMORY_HOTPLUG_DEFAULT_ONLINE for automatic onlining.</remarks>
public static class DistributionKernels
{
    private static readonly (string Name, KernelConfiguration Config)[] Known =
    [
        ("debian-6.12", KernelConfiguration.Debian),
        ("debian-7.2", KernelConfiguration.Debian),
    ];

    /// <summary>Every name, oldest first.</summary>
    public static ValueList<string> Names => [.. Known.Select(each => each.Name)];

    /// <summary>The configuration of that name; null when there is none.</summary>
    public static KernelConfiguration? Find(string name)
    {
        foreach (var each in Known)
            if (each.Name == name)
                return each.Config;
        return null;
    }
}
