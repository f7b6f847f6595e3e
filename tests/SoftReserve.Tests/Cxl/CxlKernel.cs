using SoftReserve.Addresses;
using SoftReserve.Configuration;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Generations;
using SoftReserve.Hmem.Steps;
using SoftReserve.Resources;
using Xunit;

namespace SoftReserve.Tests.Cxl;

/// <summary>Kernels in the middle of a boot, without a scheduler: memory map in place, then
/// whatever a test lets CXL do.</summary>
internal static class CxlKernel
{
    public static Kernel Start(CxlMachine machine, Generation? generation = null)
    {
        var boot = BootContext.Create(machine.Build(), new BootOptions(
            generation ?? V4.Choices, KernelConfiguration.Debian, KernelCommandLine.Parse(""), []));
        return new StageSoftReserved().Run(new ReserveMemoryMap().Run(boot.PowerOn())) with
        {
            Journal = Journal.Empty,
        };
    }

    /// <summary>The kernel once cxl_acpi has probed.</summary>
    public static Kernel Rooted(CxlMachine machine, Generation? generation = null) =>
        Start(machine, generation).ProbeCxlAcpi();

    extension(Kernel kernel)
    {
        /// <summary>Probes and attaches cards, in this order.</summary>
        public Kernel Attach(params ReadOnlySpan<string> memdevs)
        {
            foreach (var name in memdevs)
                kernel = (kernel with
                {
                    Cxl = kernel.Cxl.Add(new CxlMemdev(
                        name, MemdevAttachment.Waiting, false, null, [])),
                }).AttachMemdev(name);
            return kernel;
        }

        public CxlRegion Region(int id) => Assert.IsType<CxlRegion>(kernel.Cxl.FindRegion(id));

        public ValueList<T> Decisions<T>() => [.. kernel.Journal.Decisions<T>()];

        /// <summary>The log as the recordings have it: without function names.</summary>
        public string[] Lines() =>
        [
            .. kernel.Journal.Messages
                .Select(message => (message with { Function = null }).ToString()),
        ];

        /// <summary>/proc/iomem without memory that never changes.</summary>
        public string Iomem() => string.Join('\n', IomemListing
            .Text(kernel.Resources.Iomem)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.EndsWith(": System RAM", StringComparison.Ordinal)));

        public Kernel Holding(Resource resource)
        {
            var placed = Assert.IsType<Insertion.Placed>(kernel.Resources.Iomem.Insert(resource));
            return kernel with { Resources = kernel.Resources with { Iomem = placed.Tree } };
        }
    }
}
