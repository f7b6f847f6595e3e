using SoftReserve.Addresses;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.Cases;

/// <summary>Reads <c>owners</c>.</summary>
internal static class OwnerReader
{
    /// <summary>The words of <c>owner</c>.</summary>
    public static readonly (string Word, OwnerWord Owner)[] Owners =
    [
        ("cxl", OwnerWord.Cxl),
        ("hmem", OwnerWord.Hmem),
        ("none", OwnerWord.None),
        ("both", OwnerWord.Both),
    ];

    /// <summary>The words of <c>use</c>.</summary>
    public static readonly (string Word, UseWord Use)[] Uses =
    [
        ("system-ram", UseWord.SystemRam),
        ("devdax", UseWord.Devdax),
        ("failed", UseWord.Failed),
        ("none", UseWord.None),
    ];

    public static ValueList<OwnerExpectation> Read(ReadContext context, SourceNode? node)
    {
        var owners = new List<OwnerExpectation>();
        var ranges = new HashSet<AddressRange>();
        var limit = context.Limits.ListEntries;
        foreach (var item in context.Items(node, limit, "a list of owners"))
        {
            if (ReadOwner(context, item) is not { } owner)
                continue;
            owners.Add(owner);
            if (!ranges.Add(owner.Range))
                context.Report(item, DiagnosticId.Twice,
                    $"{owner.Range} stands here again, expected each range once");
        }

        return [.. owners];
    }

    private static OwnerExpectation? ReadOwner(ReadContext context, SourceNode item)
    {
        if (Fields.Of(context, item, "range", "owner", "device", "use") is not { } fields)
            return null;
        var range = context.Range(fields.Require("range"));
        var owner = context.Word(fields.Require("owner"), Owners);
        var device = context.Name(fields.Find("device"), "a device such as dax0.0", ".*");
        var use = context.Word(fields.Require("use"), Uses);
        return range is { } span && owner is { } who && use is { } what
            ? new OwnerExpectation(span, who, device, what)
            : null;
    }
}
