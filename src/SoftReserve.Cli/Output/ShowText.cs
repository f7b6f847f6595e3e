using System.Diagnostics;
using SoftReserve.Listings;
using SoftReserve.Resources;

namespace SoftReserve.Cli.Output;

/// <summary>Prints a kernel that has settled.</summary>
internal static class ShowText
{
    public static void Write(Kernel kernel, Show show, Terminal terminal)
    {
        switch (show)
        {
            case Show.Owners:
                OwnersText.Write(kernel, terminal);
                terminal.Output.WriteLine();
                IomemChange.Write(kernel, terminal.Output);
                break;
            case Show.Iomem:
                terminal.Output.Write(IomemListing.Text(
                    kernel.Resources.Iomem, kernel.Boot.Generation.IomemDepth));
                break;
            case Show.Dmesg:
                DmesgText.Write(kernel, terminal.Output);
                break;
            case Show.Daxctl:
                terminal.Output.Write(DaxctlListing.Text(
                    DaxctlOfKernel.Regions(kernel), new DaxctlOptions(Regions: true, Human: true)));
                break;
            case Show.Cxl:
                terminal.Output.Write(CxlListing.Text(
                    CxlOfKernel.View(kernel), new CxlListOptions().WithVerbosity(3)));
                break;
            case Show.Trace:
                TraceText.Write(kernel, terminal.Output);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
