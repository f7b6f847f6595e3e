using SoftReserve.Dax;
using SoftReserve.Firmware;

namespace SoftReserve.Generations;

/// <summary>7.2 and 7.3: 7.1, telling more of what it does.</summary>
public static class Mainline72
{
    /// <summary>The choices.</summary>
    public static Generation Choices { get; } = Mainline71.Choices with
    {
        Name = "7.2",
        About = "7.2 and 7.3",
        DaxClaims = DaxClaims.ExclusiveLoud, // commit cd1a8d788763: the conflict is an error
        E820Text = E820TextStyle.SevenTwo,   // seen in recordings of 7.2
        SerializesRegionDeletion = true,     // commit 4dd86ca99ffc
        TellsTruncation = true,              // kmem names what alignment costs
    };
}
