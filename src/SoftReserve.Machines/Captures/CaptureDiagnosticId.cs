namespace SoftReserve.Machines.Captures;

/// <summary>The ids of everything that can be wrong with a recording. Numbers are never reused
/// for something else; those of its ACPI tables are the table codecs' own.</summary>
public static class CaptureDiagnosticId
{
    /// <summary>More than <see cref="CaptureLimits"/> allows.</summary>
    public const string TooLarge = "SR0301";

    /// <summary>A path that leaves the recording, or a name that no recording has.</summary>
    public const string BadPath = "SR0302";

    /// <summary>An archive entry that is neither file nor folder, such as a link.</summary>
    public const string NotAFile = "SR0303";

    /// <summary>The bytes are no archive, or it ends early.</summary>
    public const string BadArchive = "SR0304";

    /// <summary>Two entries of an archive with one name.</summary>
    public const string Twice = "SR0305";

    /// <summary>A text file with binary content.</summary>
    public const string NotText = "SR0306";

    /// <summary>Nothing here is a recording or an ACPI table.</summary>
    public const string NothingHere = "SR0307";

    /// <summary>A recording that lacks what a machine needs.</summary>
    public const string MissingFile = "SR0308";

    /// <summary>A line of the memory map that makes no sense.</summary>
    public const string BadMemoryMap = "SR0310";

    /// <summary>An ACPI table that the recording has twice, under two names.</summary>
    public const string SecondTable = "SR0311";

    /// <summary>A device or option of the QEMU line that makes no sense.</summary>
    public const string BadQemuLine = "SR0320";

    /// <summary>A CXL card, port or switch that is plugged in nowhere.</summary>
    public const string NotPlugged = "SR0321";

    /// <summary>JSON that is not what <c>cxl list</c> prints.</summary>
    public const string BadCxlList = "SR0322";

    /// <summary>A line of the programming script that this program does not know.</summary>
    public const string UnknownCommand = "SR0330";

    /// <summary>A region that cannot be made on this machine.</summary>
    public const string BadProgramming = "SR0331";

    /// <summary>A line of <c>config-excerpt.txt</c> that is no setting.</summary>
    public const string BadSetting = "SR0340";
}
