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
            && kernel.TouchesCxlWindow(range);

        /// <summary>True when the range shares a byte with a CXL window in iomem.</summary>
        public bool TouchesCxlWindow(AddressRange range) => kernel.Resources.Iomem.Intersects(
            range, ResourceFlags.Mem, ResourceDescription.Cxl) != Intersection.Disjoint;

        /// <summary>What the probe and the deferred walk do with one candidate.</summary>
        public HmemRegistration OfferToHmem(HmemCandidate candidate)
        {
            if (!kernel.IsLeftToCxl(candidate.Range))
                return kernel
                    .Note(new HmemView.TakenAtOnce(candidate.Range, kernel.HmemEvidence(candidate)))
                    .RegisterHmemDevice(candidate);

            var answer = kernel.Boot.Generation.OnWindowedRange.Ask(kernel.Hmem, candidate);
            var view = HmemView.Of(answer, candidate.Range, kernel.HmemEvidence(candidate));
            var asked = kernel.Note(view);
            if (answer.Message is { } message)
                asked = asked.Log(message);
            if (answer.QueuesWork)
                asked = asked.QueueWorkFor(candidate);
            return answer.Registers
                ? asked.RegisterHmemDevice(candidate)
                : new HmemRegistration(asked, 0);
        }

        /// <summary>Registers hmem.N for the candidate, without asking CXL.</summary>
        /// <returns>Error 0 also where nothing was to be done, because the range is not Soft
        /// Reserved.</returns>
        public HmemRegistration RegisterHmemDevice(HmemCandidate candidate)
        {
            var home = kernel.Boot.Generation.Home;
            if (kernel.Boot.Generation.ChecksSoftReserved
                && !home.Offers(kernel.Resources, candidate.Range))
                return new HmemRegistration(
                    kernel.Note(new HmemView.NotOffered(
                        candidate.Range, home.Asked(kernel.Resources, candidate.Range))),
                    0);
            if (kernel.Boot.HasFault(new CxlFault.HmemRegisterFails(candidate.Range)))
                return new HmemRegistration(
                    kernel.Note(new HmemView.Failed(candidate.Range)), Errno.NoMemory);
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

        private Kernel QueueWorkFor(HmemCandidate candidate)
        {
            var generation = kernel.Boot.Generation;
            var work = generation.WorkSharing == WorkSharing.OneForAll ? 0 : candidate.Platform;
            var runsAgain = kernel.Hmem.RunsAgain
                || (generation.QueuesWorkForEachRange && kernel.Hmem.IsQueued(work));
            return kernel with
            {
                Hmem = kernel.Hmem.WithQueued(work, true) with { RunsAgain = runsAgain },
            };
        }

        private HmemEvidence HmemEvidence(HmemCandidate candidate) => new(
            kernel.Boot.Generation.DeferralGate,
            kernel.Boot.Config[kernel.Boot.Generation.DeferralGate],
            kernel.Resources.Iomem.FirstOverlapping(
                candidate.Range, ResourceFlags.Mem, ResourceDescription.Cxl));

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
                        .Note(new SoftReservedReturned(candidate.Range))
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
            var added = (kernel with
            {
                Memregions = memregions,
                Hmem = kernel.Hmem with { Devices = kernel.Hmem.Devices.Add(device) },
            }).Note(new HmemDeviceAdded(device));
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

/// <summary>Soft Reserved is back in iomem, because HMEM takes the range.</summary>
/// <param name="Range">The range.</param>
public sealed record SoftReservedReturned(AddressRange Range) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R65";

    /// <inheritdoc/>
    public override FormattableString Because => $"{Range} is Soft Reserved in iomem again";
}

/// <summary>HMEM made the device hmem.N for a range.</summary>
/// <param name="Device">The device.</param>
public sealed record HmemDeviceAdded(HmemDevice Device) : Decision
{
    /// <inheritdoc/>
    public override string Rule => "R29";

    /// <inheritdoc/>
    public override FormattableString Because =>
        $"hmem.{Device.Id} stands for {Device.Range}, node {Device.Node}";
}
