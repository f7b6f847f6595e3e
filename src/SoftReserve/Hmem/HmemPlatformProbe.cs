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
        public Kernel InitialiseDaxHmem() => kernel.Hmem.HasPlatformDevice
            ? kernel.ProbeHmemPlatforms(0)
            : kernel.RegisterHmemDriver();

        /// <summary>A failed probe of hmem_platform returns; dax_hmem's init goes on.</summary>
        public Kernel EndFailedHmemProbe(FailedHmemProbe failed) => kernel
            .Log(HmemText.PlatformProbeFailed(failed.Platform, failed.Errno))
            .ProbeHmemPlatforms(failed.Platform + 1);

        /// <summary>This kernel, with something done that shows in no table.</summary>
        public Kernel WithMishap(HmemMishaps mishap) =>
            kernel with { Hmem = kernel.Hmem with { Mishaps = kernel.Hmem.Mishaps | mishap } };

        /// <summary>v4 and v5: sets the one global answer.</summary>
        public Kernel SetMode(CxlDaxMode mode) =>
            kernel with { Hmem = kernel.Hmem with { Mode = mode } };

        /// <summary>The driver probes the devices from a number on, then the driver of hmem.N is
        /// registered.</summary>
        private Kernel ProbeHmemPlatforms(int first)
        {
            for (var platform = first; platform <= kernel.Hmem.Further.Count; platform++)
            {
                (kernel, var errno) = kernel.ProbeHmemPlatform(platform);
                if (errno != 0)
                    return kernel.Boot.Generation.WorkRelease.AfterFailedProbe(
                        kernel, new FailedHmemProbe(platform, errno, false, false));
                kernel = kernel with { Hmem = kernel.Hmem.WithBound(platform, true) };
            }

            return kernel.RegisterHmemDriver();
        }

        /// <summary>Walks the device's candidates in address order; the first failure ends the
        /// walk and fails the probe.</summary>
        public HmemRegistration ProbeHmemPlatform(int platform)
        {
            foreach (var candidate in kernel.Hmem.Candidates)
                if (candidate.Platform == platform)
                {
                    (kernel, var errno) = kernel.OfferToHmem(candidate);
                    if (errno != 0)
                        return new HmemRegistration(kernel, errno);
                }

            return new HmemRegistration(kernel, 0);
        }

        private Kernel RegisterHmemDriver() =>
            (kernel with { Hmem = kernel.Hmem with { IsDriverRegistered = true } })
                .BindHmemDevices();
    }
}
