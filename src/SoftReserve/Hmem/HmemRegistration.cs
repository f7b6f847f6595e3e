using SoftReserve.Addresses;
using SoftReserve.Dax;
using SoftReserve.Firmware;
using SoftReserve.Resources;

namespace SoftReserve.Hmem;

/// <summary>The kernel after HMEM tried to register a range.</summary>
/// <param name="Kernel">The kernel now; changed even where the attempt failed half-way.</param>
/// <param name="Errno">0, or the positive error number that the caller sees.</param>
public readonly record struct HmemRegistration(Kernel Kernel, int Errno);

/// <summary>HMEM takes a range: Soft Reserved returns to iomem, hmem.N appears, its driver makes
/// the dax region.</summary>
/// <remarks>Kernel: <c>hmem_register_device()</c> and, from 7.1, <c>__hmem_register_device()</c>,
/// drivers/dax/hmem/hmem.c.</remarks>
/// <seealso cref="DaxRegionCreation"/>
public static class HmemRegistrationSteps
{
    extension(Kernel kernel)
    {
        /// <summary>True when the range touches a CXL window in iomem and the configuration makes
        /// HMEM care.</summary>
        public bool IsLeftToCxl(AddressRange range) =>
            kernel.Boot.Config.IsEnabled(kernel.Boot.Generation.DeferralGate)
            && kernel.Resources.Iomem.Intersects(
                range, ResourceFlags.Mem, ResourceDescription.Cxl) != Intersection.Disjoint;

        /// <summary>What the probe and the deferred walk do with one candidate.</summary>
        public HmemRegistration OfferToHmem(HmemCandidate candidate)
        {
            if (!kernel.IsLeftToCxl(candidate.Range))
                return kernel.RegisterHmemDevice(candidate);

            var answer = kernel.Boot.Generation.OnWindowedRange.Ask(kernel.Hmem, candidate);
            var asked = answer.Message is { } message ? kernel.Log(message) : kernel;
            if (answer.QueuesWork)
                asked = asked with { Hmem = asked.Hmem with { IsWorkQueued = true } };
            return answer.Registers
                ? asked.RegisterHmemDevice(candidate)
                : new HmemRegistration(asked, 0);
        }

        /// <summary>Registers hmem.N for the candidate, without asking CXL.</summary>
        /// <returns>Error 0 also where nothing was to be done, because the range is not Soft
        /// Reserved.</returns>
        public HmemRegistration RegisterHmemDevice(HmemCandidate candidate)
        {
            if (!kernel.Boot.Generation.Home.Offers(kernel.Resources, candidate.Range))
                return new HmemRegistration(kernel, 0);
            if (kernel.Boot.HasFault(new CxlFault.HmemRegisterFails(candidate.Range)))
                return new HmemRegistration(kernel, Errno.NoMemory);
            return kernel.Boot.Generation.ReturnsSoftReserved
                ? kernel.ReturnSoftReservedThenRegister(candidate)
                : new HmemRegistration(kernel.AddHmemDevice(candidate), 0);
        }

        /// <summary>Makes the dax regions of hmem devices that have none, in the order of their
        /// creation.</summary>
        public Kernel BindHmemDevices()
        {
            foreach (var device in kernel.Hmem.Devices)
                if (kernel.Dax.Find(DaxOwner.Hmem, device.Id) is null)
                    kernel = kernel.BindHmemDevice(device);
            return kernel;
        }

        /// <summary>hmem.N goes with its dax region, and Soft Reserved where the registration had
        /// brought it back.</summary>
        public Kernel RemoveHmemDevice(HmemDevice device)
        {
            kernel = kernel.RemoveDaxRegion(DaxOwner.Hmem, device.Id);
            var node = new ResourceRef(device.Range, IomemLabels.SoftReserved);
            var trees = kernel.Resources;
            return kernel with
            {
                Resources = kernel.Boot.Generation.ReturnsSoftReserved
                    && trees.Iomem.Remove(node) is Removal.Done done
                        ? trees with { Iomem = done.Tree } : trees,
                Memregions = kernel.Memregions.Give(device.Id),
                Hmem = kernel.Hmem with
                {
                    Devices = kernel.Hmem.Devices.Without(each => each.Id == device.Id),
                },
            };
        }

        private HmemRegistration ReturnSoftReservedThenRegister(HmemCandidate candidate)
        {
            var returned = new Resource(
                candidate.Range, IomemLabels.SoftReserved,
                ResourceFlags.Mem, ResourceDescription.SoftReserved);
            var trees = kernel.Resources;
            return trees.Iomem.Insert(returned) switch
            {
                Insertion.Placed placed => new HmemRegistration(
                    (kernel with { Resources = trees with { Iomem = placed.Tree } })
                        .AddHmemDevice(candidate),
                    0),
                Insertion.Refused refused => new HmemRegistration(
                    kernel.Note(new SoftReservedNotReturned(candidate.Range, refused.Conflict)),
                    Errno.Busy),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        }

        private Kernel AddHmemDevice(HmemCandidate candidate)
        {
            var memregions = kernel.Memregions.Take(out var id);
            var device = new HmemDevice(id, candidate.Range, candidate.Node);
            var added = kernel with
            {
                Memregions = memregions,
                Hmem = kernel.Hmem with { Devices = kernel.Hmem.Devices.Add(device) },
            };
            return added.Hmem.IsDriverRegistered ? added.BindHmemDevice(device) : added;
        }

        private Kernel BindHmemDevice(HmemDevice device) => kernel.CreateDaxRegion(
            DaxOwner.Hmem, device.Id, device.Range, device.Node);
    }
}

/// <summary>Soft Reserved could not go back into iomem, so HMEM left the range alone.</summary>
/// <param name="Range">The range.</param>
/// <param name="Conflict">What it overlaps in part.</param>
public sealed record SoftReservedNotReturned(AddressRange Range, Resource Conflict) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R05";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"{Range} overlaps {Conflict.Name} {Conflict.Range} only in part: it can not go in";
}
