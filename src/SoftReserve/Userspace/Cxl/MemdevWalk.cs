using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Daxctl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>Goes over the cards that a command names, by name, number or, with <c>-S</c>, serial
/// number.</summary>
/// <remarks>ndctl: <c>memdev_action()</c>, cxl/memdev.c. The exit status is 0 as soon as one card
/// went well, or none was meant.</remarks>
internal static class MemdevWalk
{
    /// <summary>A command on cards.</summary>
    /// <param name="name">The command.</param>
    /// <param name="done">What it says that it did, with the count put in.</param>
    /// <param name="syntax">Its options.</param>
    /// <param name="act">What it does to one card: 0, or an error, negative.</param>
    public static Subcommand Command(
        string name, Func<int, string> done, ToolSyntax syntax,
        Func<ToolRun, CxlMemdev, OptionValues, int> act) =>
        new(name, syntax, (run, values) => Run(run, values, name, done, syntax, act, static () =>
        {
        }));

    /// <summary>Carries such a command out.</summary>
    /// <param name="run">The tool.</param>
    /// <param name="values">Its words.</param>
    /// <param name="name">The command.</param>
    /// <param name="done">What it says that it did, with the count put in.</param>
    /// <param name="syntax">Its options.</param>
    /// <param name="act">What it does to one card: 0, or an error, negative.</param>
    /// <param name="report">What it prints before that.</param>
    /// <returns>The exit status.</returns>
    public static int Run(
        ToolRun run, OptionValues values, string name, Func<int, string> done, ToolSyntax syntax,
        Func<ToolRun, CxlMemdev, OptionValues, int> act, Action report)
    {
        if (!AreNames(run, values))
            return DeviceSyntax.Fail(run, syntax);
        var (error, count) = Each(run, values, act);
        report();
        run.Errno = count > 0 ? 0 : -error;
        run.Memdev($"cmd_{name.Replace('-', '_')}", done(count));
        return run.Errno == 0 ? 0 : 1;
    }

    // complains of what no card can be called; a command without a single name is a wrong one
    private static bool AreNames(ToolRun run, OptionValues values)
    {
        var isSerial = values.Has("serial");
        var wrong = 0;
        foreach (var name in values.Arguments)
        {
            if (!isSerial && name == "all")
                return true;
            if (isSerial
                ? SizeText.Parse(name) is not null
                : NumberedName.Leading(name) is not null
                    || (name.StartsWith("mem", StringComparison.Ordinal)
                        && NumberedName.Leading(name.AsSpan("mem".Length)) is not null))
                continue;
            run.Memdev(
                "memdev_action",
                $"'{name}' is not a valid memdev {(isSerial ? "serial number" : "name")}");
            wrong++;
        }

        return wrong < values.Arguments.Count;
    }

    private static (int Error, int Count) Each(
        ToolRun run, OptionValues values, Func<ToolRun, CxlMemdev, OptionValues, int> act)
    {
        var (error, count) = (0, 0);
        ValueList<string> names = values.Arguments.IndexOf("all") >= 0
            ? [values.Arguments[0]]
            : values.Arguments;
        foreach (var name in names)
        {
            var found = Memdevs(run.Kernel, name, values);
            foreach (var memdev in found)
            {
                var each = act(run, run.Kernel.Cxl.FindMemdev(memdev)!, values);
                count += each == 0 ? 1 : 0;
                error = error == 0 ? each : error;
            }

            if (found.IsEmpty)
                run.Memdev("memdev_action", $"no memdev matches {name}");
        }

        return (error, count);
    }

    private static ValueList<string> Memdevs(Kernel kernel, string name, OptionValues values)
    {
        var pci = new PciNames(kernel.Boot.Machine.Cxl);
        var words = values.Has("serial") ? null : name;
        var serial = values.Has("serial") ? SizeText.Parse(name) : null;
        return
        [
            .. KernfsOrder.Sort(
                    kernel.Cxl.Memdevs.Select(
                        memdev => CxlOfKernel.MemdevView(kernel, pci, memdev)),
                    memdev => memdev.Name)
                .Where(memdev => CxlListFilter.IsMemdev(words, memdev)
                    && (serial is null || memdev.Serial == serial)
                    && (values.Text("bus") is not { } bus
                        || (!memdev.IsDisabled && RegionWalk.IsBus(bus))))
                .Select(memdev => memdev.Name),
        ];
    }
}
