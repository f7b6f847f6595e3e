namespace SoftReserve.Cxl;

/// <summary>What goes wrong inside the CXL core without showing in any table.</summary>
[Flags]
public enum CxlMishaps
{
    /// <summary>Nothing of the kind.</summary>
    None = 0,

    /// <summary>A card's decoder was freed while a half-assembled CXL region pointed to it (bug
    /// L6).</summary>
    UsedFreedDecoder = 1,

    /// <summary>A CXL region was unregistered twice (bug L7).</summary>
    UnregisteredTwice = 2,
}
