using SoftReserve.Dax;
using SoftReserve.Drivers;
using SoftReserve.Resources;

namespace SoftReserve.Hmem;

/// <summary>HMEM gives its ranges back: hmem_platform is unbound, or dax_hmem unloaded. Memory that
/// is still online stays where it is.</summary>
/// <remarks>Kernel: the devres actions of <c>dax_hmem_platform_probe()</c> and
/// <c>dax_hmem_exit()</c>, drivers/dax/hmem/hmem.c.</remarks>
/// <seealso cref="DaxRegionRemoval"/>
public static class HmemUnbinding
{
    extension(Kernel kernel)
    {
        /// <summary>Unbinds hmem_platform.N: hmem.N devices go, Soft Reserved leaves iomem, and the
        /// queued work is released as the generation does it.</summary>
        /// <remarks>Every hmem device is a child of the first platform device here; further ones
        /// keep theirs.</remarks>
        public Kernel UnbindHmemPlatform(int platform)
        {
            if (!kernel.Hmem.IsBound(platform))
                return kernel;
            foreach (var device in kernel.Hmem.Devices)
                if (kernel.PlatformOf(device) == platform)
                    kernel = kernel.RemoveHmemDevice(device);
            kernel = kernel with { Hmem = kernel.Hmem.WithBound(platform, false) };
            return kernel.Boot.Generation.WorkRelease.OnUnbind(kernel, platform);
        }

        /// <summary>Binds hmem_platform.N again: its probe walks the candidates.</summary>
        /// <returns>The kernel, and the error that the writer of <c>bind</c> sees.</returns>
        public HmemRegistration BindHmemPlatform(int platform)
        {
            var generation = kernel.Boot.Generation;
            if (!kernel.Hmem.IsDriverRegistered || platform > kernel.Hmem.Further.Count)
                return new HmemRegistration(kernel, Errno.NoDevice);
            if (kernel.Hmem.HoldsLock)
                return new HmemRegistration(kernel.WithStuckProbe(platform), 0);
            if (kernel.Hmem.IsBound(platform)
                || (generation.WorkRelease.GivesUpUnbound && kernel.Hmem.IsQueued(platform)))
                return new HmemRegistration(kernel, Errno.Busy);
            (kernel, var errno) = kernel.ProbeHmemPlatform(platform);
            return errno == 0
                ? new HmemRegistration(
                    kernel with { Hmem = kernel.Hmem.WithBound(platform, true) }, 0)
                : new HmemRegistration(
                    generation.WorkRelease.AfterFailedProbe(
                        kernel, new FailedHmemProbe(platform, errno, false, false)),
                    errno);
        }

        /// <summary>dax_hmem's exit: both drivers go, with what they have.</summary>
        public Kernel ExitDaxHmem()
        {
            for (var platform = 0; platform <= kernel.Hmem.Further.Count; platform++)
                kernel = kernel.UnbindHmemPlatform(platform);
            var hmem = kernel.Hmem with { IsDriverRegistered = false };
            return (kernel with
            {
                Hmem = kernel.Boot.Generation.ModeIsModules
                    ? hmem with { Mode = CxlDaxMode.Defer }
                    : hmem,
            }).Unload(KernelModule.DaxHmem);
        }

        private Kernel WithStuckProbe(int platform) => kernel with
        {
            Hmem = kernel.Hmem with
            {
                FailedProbe = new FailedHmemProbe(platform, 0, HasWorkBegun: true, IsStuck: true),
            },
        };

        private int PlatformOf(HmemDevice device)
        {
            foreach (var candidate in kernel.Hmem.Candidates)
                if (candidate.Range == device.Range)
                    return candidate.Platform;
            return 0;
        }

        private Kernel RemoveHmemDevice(HmemDevice device)
        {
            var removed = kernel.RemoveDaxRegion(DaxOwner.Hmem, device.Id);
            var returned = new ResourceRef(device.Range, IomemLabels.SoftReserved);
            var iomem = removed.Boot.Generation.ReturnsSoftReserved
                && removed.Resources.Iomem.Remove(returned) is Removal.Done done
                ? done.Tree
                : removed.Resources.Iomem;
            return removed with
            {
                Resources = removed.Resources with { Iomem = iomem },
                Memregions = removed.Memregions.Give(device.Id),
                Hmem = removed.Hmem with
                {
                    Devices = removed.Hmem.Devices.Without(each => each == device),
                },
            };
        }
    }
}
