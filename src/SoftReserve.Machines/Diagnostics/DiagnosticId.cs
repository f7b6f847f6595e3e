namespace SoftReserve.Machines.Diagnostics;

/// <summary>The ids of everything that can be wrong with an input file. Numbers are never reused
/// for something else.</summary>
public static class DiagnosticId
{
    /// <summary>The text is no YAML.</summary>
    public const string Syntax = "SR0101";

    /// <summary>Larger, deeper or longer than <see cref="ReadLimits"/> allows.</summary>
    public const string TooLarge = "SR0102";

    /// <summary>A YAML alias: every part of a machine is written out.</summary>
    public const string Alias = "SR0103";

    /// <summary>A YAML tag.</summary>
    public const string Tag = "SR0104";

    /// <summary>A second YAML document in one file.</summary>
    public const string SecondDocument = "SR0105";

    /// <summary>The same key twice in one mapping.</summary>
    public const string DuplicateKey = "SR0106";

    /// <summary>A key that the format does not have.</summary>
    public const string UnknownKey = "SR0107";

    /// <summary>A required key is absent.</summary>
    public const string MissingKey = "SR0108";

    /// <summary>A mapping where a list belongs, and the like.</summary>
    public const string WrongKind = "SR0109";

    /// <summary>A word that the key does not know.</summary>
    public const string UnknownWord = "SR0110";

    /// <summary>Not a number, or one out of bounds.</summary>
    public const string NotANumber = "SR0111";

    /// <summary>Not a size: a wrong unit, a fraction.</summary>
    public const string NotASize = "SR0112";

    /// <summary>Not an address range.</summary>
    public const string NotARange = "SR0113";

    /// <summary>A range that ends before it begins, or outside what the machine can
    /// address.</summary>
    public const string BadRange = "SR0114";

    /// <summary>The schema version is not one that this program reads.</summary>
    public const string SchemaVersion = "SR0115";

    /// <summary>Text with characters or a length that the key does not allow.</summary>
    public const string BadText = "SR0116";

    /// <summary>Two usable entries of the memory map share bytes.</summary>
    public const string OverlappingUsable = "SR0120";

    /// <summary>A window's target is not a host bridge.</summary>
    public const string UnknownHostBridge = "SR0121";

    /// <summary>A name that is not a memdev.</summary>
    public const string UnknownMemdev = "SR0122";

    /// <summary>A decoder wants more than its memdev has.</summary>
    public const string OutsideCapacity = "SR0123";

    /// <summary>A memdev in two ports.</summary>
    public const string PluggedTwice = "SR0124";

    /// <summary>A memdev in no port.</summary>
    public const string NotPlugged = "SR0125";

    /// <summary>A number of ways that no decoder has.</summary>
    public const string BadWays = "SR0126";

    /// <summary>A granularity that no decoder has.</summary>
    public const string BadGranularity = "SR0127";

    /// <summary>Positions or ways that do not make an interleave set.</summary>
    public const string BadInterleaveSet = "SR0128";

    /// <summary>The same uid, number or name twice.</summary>
    public const string Twice = "SR0129";

    /// <summary>Decoders of one memdev share device addresses.</summary>
    public const string OverlappingDpa = "SR0130";

    /// <summary>Latencies or bandwidths that no base unit holds exactly.</summary>
    public const string NotEncodable = "SR0131";

    /// <summary>A fault that names something which cannot have it.</summary>
    public const string BadFault = "SR0132";

    /// <summary>A domain that SRAT does not have.</summary>
    public const string UnknownDomain = "SR0133";

    /// <summary>A case's machine file is not there.</summary>
    public const string MissingMachine = "SR0140";

    /// <summary>A case's id is not its file's name.</summary>
    public const string CaseId = "SR0141";

    /// <summary>An iomem listing that is no resource tree.</summary>
    public const string BadIomem = "SR0142";

    /// <summary>A run that expects nothing, or contradicts itself.</summary>
    public const string BadExpectation = "SR0143";

    /// <summary>An entry of <c>order</c> that is no step.</summary>
    public const string BadOrder = "SR0144";

    /// <summary>A configuration setting that is not SYMBOL=y, m or n.</summary>
    public const string BadSetting = "SR0150";
}
