using SoftReserve.Addresses;

namespace SoftReserve.Lint;

/// <summary>Every rule of the linter.</summary>
public static class LintRules
{
    /// <summary>In the order of their ids.</summary>
    public static ValueList<LintRule> All { get; } =
    [
        .. TableRules.All, .. SratRules.All, .. MemoryMapRules.All, .. WindowPlaceRules.All,
        .. CommandLineRules.All, .. WindowRules.All, .. HostBridgeRules.All,
        .. DecoderRules.All, .. DeviceMemoryRules.All, .. HmatRules.All, .. SlitRules.All,
        .. ArbitrationRules.All, .. HypervisorRules.All,
    ];

    /// <summary>The rule of that id or name; null when there is none.</summary>
    public static LintRule? Find(string text) => All.FirstOrDefault(rule =>
        string.Equals(rule.Id, text, StringComparison.OrdinalIgnoreCase) || rule.Name == text);
}
