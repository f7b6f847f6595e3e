using SoftReserve.Firmware;

namespace SoftReserve.Hmem;

/// <summary>HMEM sees a Soft Reserved range: it registers it at once, or waits where a CXL window
/// lies over it.</summary>
/// <remarks>Kernel: <c>dax_hmem_platform_probe()</c>, drivers/dax/hmem/hmem.c.</remarks>
/// <seealso cref="Cxl.AutoAssembly"/>
public static class HmemPlatformProbe
{
    extension(Kernel kernel)
    {
        /// <summary>dax_hmem's init: its drivers bind what is there.</summary>
        /// <remarks>Kernel: <c>dax_hmem_init()</c>. The platform driver comes first, so devices
        /// that its probe makes are bound by the second registration.</remarks>
        public Kernel InitialiseDaxHmem()
        {
            var probed = kernel.Hmem.HasPlatformDevice ? kernel.ProbeHmemPlatform() : kernel;
            return (probed with { Hmem = probed.Hmem with { IsDriverRegistered = true } })
                .BindHmemDevices();
        }

        /// <summary>The driver of hmem_platform.0 binds it again; nothing when it is bound.</summary>
        public Kernel BindHmemPlatform() =>
            kernel.Hmem is { HasPlatformDevice: true, IsPlatformBound: false }
                ? kernel.ProbeHmemPlatform() : kernel;

        /// <summary>The driver lets go of hmem_platform.0: what its probe and its work registered
        /// goes, last first. Memory that is online stays behind.</summary>
        /// <remarks>Kernel: <c>devres_release_all()</c>, drivers/base/devres.c.</remarks>
        public Kernel UnbindHmemPlatform()
        {
            var devices = kernel.Hmem.Devices;
            for (var index = devices.Count - 1; index >= 0; index--)
                kernel = kernel.RemoveHmemDevice(devices[index]);
            return kernel with
            {
                Hmem = kernel.Hmem with { IsPlatformBound = false, IsWorkQueued = false },
            };
        }

        /// <summary>dax_hmem's exit: both of its drivers let go.</summary>
        /// <remarks>Kernel: <c>dax_hmem_exit()</c>, drivers/dax/hmem/hmem.c.</remarks>
        public Kernel UnloadDaxHmem()
        {
            var unbound = kernel.UnbindHmemPlatform();
            return unbound with
            {
                Hmem = kernel.Boot.Generation.OnWindowedRange.AfterUnload(
                    unbound.Hmem with { IsDriverRegistered = false }),
            };
        }

        /// <summary>v4 and v5: sets the one global answer.</summary>
        public Kernel SetMode(CxlDaxMode mode) =>
            kernel with { Hmem = kernel.Hmem with { Mode = mode } };

        /// <summary>Walks the candidates in address order; the first failure ends the walk and
        /// fails the probe, though queued work still runs.</summary>
        private Kernel ProbeHmemPlatform()
        {
            foreach (var candidate in kernel.Hmem.Candidates)
            {
                (kernel, var errno) = kernel.OfferToHmem(candidate);
                if (errno != 0)
                    return kernel.Log(HmemText.PlatformProbeFailed(errno));
            }

            return kernel with { Hmem = kernel.Hmem with { IsPlatformBound = true } };
        }
    }
}
