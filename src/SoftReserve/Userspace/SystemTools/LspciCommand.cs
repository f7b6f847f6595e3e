using SoftReserve.Sysfs;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.SystemTools;

/// <summary><c>lspci</c>: root ports, switches and CXL cards.</summary>
/// <param name="Filter">Which functions.</param>
/// <param name="Numbers">1 shows numbers, 2 names and numbers; 0 names.</param>
/// <param name="ShowsDomains">True shows domains even where there is only one.</param>
/// <seealso cref="PciPart"/>
internal sealed record LspciCommand(
    PciFilter Filter, int Numbers, bool ShowsDomains) : LookingTool
{
    private const string Devices = "/sys/bus/pci/devices", FirstDomain = "0000:";

    public static SystemTool Tool { get; } = new(
        "lspci",
        [
            "!A|=", "!b|", "D|", "d|=", "!F|=", "!G|", "!H|=", "!i|=", "!k|", "!M|", "!m|", "n|",
            "!O|=", "!P|", "!p|=", "!Q|", "!q|", "s|=", "!t|", "!v|", "!x|",
        ],
        Of)
    { Hint = Usage };

    private const string Usage = "Usage: lspci [<switches>]\n";

    /// <inheritdoc/>
    protected override string Print(Kernel kernel)
    {
        var tree = FileTree.Of(kernel);
        var names = tree.Names(Devices).ToList();
        var isShort = !ShowsDomains
            && names.TrueForAll(name => name.StartsWith(FirstDomain, StringComparison.Ordinal));
        return string.Concat(names
            .Select(name => (name, Part: PartOf(tree, name)))
            .Where(each => Filter.Fits(each.name, each.Part))
            .Select(each => $"{(isShort ? each.name[FirstDomain.Length..] : each.name)} "
                + TextOf(each.Part)));
    }

    private static UserCommand Of(Getopt words)
    {
        if (!words.Operands.IsEmpty)
            return new EndedTool(new OptionReading.Ended("", Usage, 1)) { Line = words.Line };
        var (filter, wrong) = words.ValueOf("d") is { } numbers
            ? PciFilter.All.WithNumbers(numbers)
            : (PciFilter.All, null);
        if (wrong is null && words.ValueOf("s") is { } slot)
            (filter, wrong) = filter.WithSlot(slot);
        return wrong is not null
            ? words.Refuse(wrong)
            : new LspciCommand(filter, words.Count("n"), words.Has("D")) { Line = words.Line };
    }

    private static PciPart PartOf(FileTree tree, string name)
    {
        var folder = $"{Devices}/{name}/";
        return new PciPart(
            tree.Text(folder + "class"), tree.Text(folder + "vendor"),
            tree.Text(folder + "device"), tree.Text(folder + "revision"));
    }

    private string TextOf(PciPart part)
    {
        var (kind, ids) = (part.Class[2..6], $"{part.Vendor[2..]}:{part.Device[2..]}");
        var (kindName, vendor) = (
            part.Class == PciPart.Card.Class ? "CXL" : "PCI bridge",
            part.Vendor == PciPart.Card.Vendor
                ? "Intel Corporation"
                : "Huawei Technologies Co., Ltd.");
        var what = Numbers switch
        {
            0 => $"{kindName}: {vendor} Device {part.Device[2..]}",
            1 => $"{kind}: {ids}",
            _ => $"{kindName} [{kind}]: {vendor} Device [{ids}]",
        };
        return what + (part.Revision == PciPart.RootPort.Revision
            ? "\n"
            : $" (rev {part.Revision[2..]})\n");
    }
}
