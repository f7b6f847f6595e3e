namespace SoftReserve.Generations;

/// <summary>"dax/cxl: Defer Soft Reserved registration", 23 July 2025: the ancestor of the series,
/// which registered whatever HMAT named.</summary>
public static class Rfc
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = V3.Choices with
    {
        Name = "rfc",
        About = "the request for comments of 23 July 2025, on 6.16",
        ChecksSoftReserved = false,  // bug B11: a hole in SRAT becomes RAM
        ReturnsSoftReserved = false, // listings of August 2025 have no Soft Reserved line
    };
}
