using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Listings;
using SoftReserve.Userspace.Daxctl;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary>Goes over the ports that a command names.</summary>
/// <remarks>ndctl: <c>port_action()</c>, cxl/port.c.</remarks>
internal static class PortWalk
{
    private const string Function = "port_action";

    public static readonly ToolOption Endpoint =
        ToolOption.Flag('e', "endpoint", "arguments are endpoints");

    /// <summary>A command on ports.</summary>
    /// <param name="name">The command.</param>
    /// <param name="done">What it says that it did.</param>
    /// <param name="syntax">Its options.</param>
    /// <param name="act">What it does to one port: 0, or an error, negative.</param>
    public static Subcommand Command(
        string name, string done, ToolSyntax syntax,
        Func<ToolRun, CxlPlace, OptionValues, int> act) =>
        new(name, syntax, (run, values) =>
        {
            if (values.Arguments.IsEmpty)
                return DeviceSyntax.Fail(run, syntax);
            var (error, count) = Each(run, values, act);
            run.Errno = count > 0 ? 0 : -error;
            run.Port(
                $"cmd_{name.Replace('-', '_')}",
                $"{done} {CxlLog.Count(count, "port", noneIsPlural: false)}");
            return run.Errno == 0 ? 0 : 1;
        });

    private static (int Error, int Count) Each(
        ToolRun run, OptionValues values, Func<ToolRun, CxlPlace, OptionValues, int> act)
    {
        var (error, count) = (0, 0);
        var isEndpoint = values.Has("endpoint");
        ValueList<string> names = values.Arguments.IndexOf("all") >= 0
            ? [values.Arguments[0]]
            : values.Arguments;
        foreach (var name in names)
        {
            var places = Places(run.Kernel, isEndpoint);
            if (places.FindIndex(place => IsNamed(place, name)) is >= 0 and var index)
            {
                var each = act(run, places[index], values);
                count += each == 0 ? 1 : 0;
                error = error == 0 ? each : error;
            }
            else
            {
                run.Port(Function, $"{(isEndpoint ? "endpoint" : "port")}: {name} not found");
            }
        }

        return (error, count);
    }

    private static bool IsNamed(CxlPlace place, string name) =>
        place.Kind == CxlPlace.Switch
            ? place.IsNamed(name)
            : CxlListFilter.Allows(name, word => word == place.Name || word == place.Host
                || NumberedName.Matches(word, "endpoint", NumberedName.Of(place.Name)));

    private static ValueList<CxlPlace> Places(Kernel kernel, bool endpoints)
    {
        var ports = CxlOfKernel.View(kernel).Buses
            .SelectMany(bus => CxlBelow.Ports(KernfsOrder.Sort(bus.Ports, port => port.Name)));
        return endpoints
            ?
            [
                .. ports.SelectMany(port => port.Endpoints).Select(endpoint => new CxlPlace(
                    null, CxlPlace.Endpoint, endpoint.Name, endpoint.Host)),
            ]
            :
            [
                .. ports.Select(port => new CxlPlace(
                    null, CxlPlace.Switch, port.Name, port.Host)),
            ];
    }
}
