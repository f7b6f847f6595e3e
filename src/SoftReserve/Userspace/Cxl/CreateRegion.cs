using System.Globalization;
using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Listings;
using SoftReserve.Resources;
using SoftReserve.Userspace.Ndctl;

namespace SoftReserve.Userspace.Cxl;

/// <summary><c>cxl create-region</c>: finds out what to make, makes it and prints it.</summary>
/// <remarks>ndctl: <c>create_region()</c>, cxl/region.c.</remarks>
internal static class CreateRegion
{
    public static readonly Subcommand Command = new(
        "create-region",
        CxlSyntax.OfRegions(
            "cxl create-region <target0> ... [<options>]",
            ToolOption.Text(
                's', "size", "size in bytes or with a K/M/G etc. suffix", "size of the region"),
            ToolOption.Number('w', "ways", "number of cards that take turns"),
            ToolOption.Number('g', "granularity", "bytes of one turn"),
            ToolOption.Text('t', "type", "region type", "ram or pmem"),
            ToolOption.Text('U', "uuid", "region uuid", "its uuid, for pmem"),
            ToolOption.Flag('m', "memdevs", "arguments are cards"),
            ToolOption.Flag('u', "human", "print sizes for people"),
            ToolOption.Flag('Q', "enforce-qos", "refuse cards of another class")),
        Act);

    private static int Act(ToolRun run, OptionValues values)
    {
        var result = RegionRequest.Read(run, values) switch
        {
            RegionRequest.Asked asked => Create(run, asked),
            RegionRequest.Wrong wrong => -wrong.Errno,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return RegionWalk.End(
            run, result, result == 0 ? 1 : 0, Command.Name, "created");
    }

    private static int Create(ToolRun run, RegionRequest.Asked asked)
    {
        const string Function = "create_region";
        if (SizeOf(run, asked) is not { } size)
            return -Errno.NoSpace;
        if (size.Bytes == 0 && asked.Size is null && asked.SmallestCard == 0)
        {
            run.Region(Function, "unable to determine region size");
            return -Errno.NoSuchDeviceOrAddress;
        }

        var result = run.Kernel.CreateCxlRegion(
            asked.Root.Index, asked.Memdevs, asked.Memdevs.Count, asked.Granularity, size,
            asked.Mode);
        run.Kernel = result.Kernel;
        switch (result)
        {
            case UserResult.Done done:
                run.Print(Printed(run.Kernel, done.Region.Id));
                return 0;
            case UserResult.Refused refused:
                foreach (var line in CreateRegionText.Of(refused, asked))
                    run.Complain(line);
                return -refused.Errno;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    // what was asked for has to fit; without that it is as much as fits
    private static ByteSize? SizeOf(ToolRun run, RegionRequest.Asked asked)
    {
        var extent = CxlRootDecodersOfKernel.MaxAvailableExtent(run.Kernel, asked.Root).Bytes;
        var ways = (UInt128)asked.Memdevs.Count;
        var wanted = asked.Size ?? asked.SmallestCard * ways;
        if (wanted <= extent)
            return new ByteSize(wanted);
        if (asked.Size is null)
        {
            var unit = UserRegion.SizeUnit * ways;
            return new ByteSize(extent / unit * unit);
        }

        run.Region("create_region", string.Create(
            CultureInfo.InvariantCulture,
            $"decoder0.{asked.Root.Index}: region size 0x{(ulong)wanted:x} exceeds max available "
                + $"space ({Hex((ulong)extent)})"));
        return null;
    }

    private static string Hex(ulong number) =>
        number == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0x{number:x}");

    private static string Printed(Kernel kernel, int id)
    {
        var root = kernel.Cxl.RootDecoders[kernel.Cxl.FindRegion(id)!.RootDecoder];
        var names = new PciNames(kernel.Boot.Machine.Cxl);
        return CxlListing.Region(CxlRootDecodersOfKernel.View(kernel, names, root).Regions
            .First(region => region.Name == IomemLabels.CxlRegion(id)));
    }
}
