using SoftReserve.Dax;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Daxctl;

/// <summary>Sizes and alignments that a user types for a dax device.</summary>
internal static class DeviceSize
{
    /// <summary>Bytes; what is no size counts as the largest number, which no kernel
    /// grants.</summary>
    public static UInt128 Parse(string text) => SizeText.Parse(text) ?? ulong.MaxValue;

    /// <summary>True for an alignment that the device can have, which is the one that it has: x86
    /// maps these dax regions in pages of 2 MiB. The tool's library complains of others.</summary>
    public static bool IsAlignment(DaxTarget target, string text)
    {
        if (SizeText.Parse(text) is DaxRegionCreation.Alignment)
            return true;
        target.Run.Complain($"libdaxctl: daxctl_dev_set_align: {target.Name}: failed to set align");
        return false;
    }
}
