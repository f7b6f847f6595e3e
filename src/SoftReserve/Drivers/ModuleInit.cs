using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;
using SoftReserve.Memory;

namespace SoftReserve.Drivers;

/// <summary>What a module's init does beyond registering its driver.</summary>
public static class ModuleInit
{
    /// <summary>The init function and its file.</summary>
    public static string FunctionOf(KernelModule module) => module switch
    {
        KernelModule.CxlPort => "cxl_port_init(), drivers/cxl/port.c",
        KernelModule.CxlAcpi => "cxl_acpi_init(), drivers/cxl/acpi.c",
        KernelModule.CxlPci => "cxl_pci_driver_init(), drivers/cxl/pci.c",
        KernelModule.CxlMem => "cxl_mem_driver_init(), drivers/cxl/mem.c",
        KernelModule.DaxHmem => "dax_hmem_init(), drivers/dax/hmem/hmem.c",
        KernelModule.DaxCxl => "cxl_dax_region_init(), drivers/dax/cxl.c",
        KernelModule.Kmem => "dax_kmem_init(), drivers/dax/kmem.c",
        _ => "dax_init(), drivers/dax/device.c",
    };

    extension(Kernel kernel)
    {
        /// <summary>Makes the module live and lets its driver probe what waits for it.</summary>
        public Kernel Initialise(KernelModule module)
        {
            var live = kernel with
            {
                Drivers = kernel.Drivers with
                {
                    Live = kernel.Drivers.Live.With(module),
                    Waiting = kernel.Drivers.Waiting.Without(module),
                },
            };
            return module switch
            {
                KernelModule.CxlAcpi when kernel.Boot.Machine.Cedt is not null =>
                    live.ProbeCxlAcpi(),
                KernelModule.DaxHmem => live.InitialiseDaxHmem(),
                KernelModule.DaxCxl when kernel.Boot.Generation.PostponesDaxCxl => live with
                {
                    Dax = live.Dax with { IsCxlRegistrationQueued = true },
                },
                KernelModule.DaxCxl => live.RegisterCxlDaxDriver(),
                KernelModule.Kmem or KernelModule.DeviceDax => live.ProbeDaxDevices(),
                _ => live,
            };
        }

        /// <summary>Forgets that a module was loaded or wanted.</summary>
        public Kernel Unload(KernelModule module) => kernel with
        {
            Drivers = kernel.Drivers with
            {
                Live = kernel.Drivers.Live.Without(module),
                Requested = kernel.Drivers.Requested.Without(module),
            },
        };

        /// <summary>A uevent wants the module: udev loads it, if there is udev and the module is
        /// not kept for a typed modprobe.</summary>
        public Kernel RequestByUdev(KernelModule module) =>
            kernel.Boot.UdevLoads.Has(module) ? kernel.Request(module) : kernel;

        /// <summary>The kernel or udev wants the module now. Where it can not be had, the wish is
        /// forgotten: nobody asks again when a missing part turns up.</summary>
        public Kernel Request(KernelModule module) =>
            kernel.CanLoad(module) ? kernel.RequestWithLinks(module, readsSoftdeps: true) : kernel;

        /// <summary>A user types modprobe: nothing but a missing file stands against it.</summary>
        public Kernel RequestByHand(KernelModule module, bool readsSoftdeps = true) =>
            kernel.HasFilesFor(module) ? kernel.RequestWithLinks(module, readsSoftdeps) : kernel;

        /// <summary>True when the module's file is there now.</summary>
        public bool HasFileOf(KernelModule module) =>
            kernel.Boot.Installed.Has(module) && !kernel.Drivers.Hidden.Has(module);

        /// <summary>True when the module's file is there now, and of all that it uses the file or
        /// the module itself.</summary>
        public bool HasFilesFor(KernelModule module)
        {
            foreach (var used in ModuleNames.All)
                if (kernel.Lacks(module, used) && !kernel.HasFilesFor(used))
                    return false;
            return kernel.HasFileOf(module);
        }

        /// <summary>True when udev or the kernel could load the module now, with all that it
        /// uses.</summary>
        public bool CanLoad(KernelModule module)
        {
            foreach (var used in ModuleNames.All)
                if (kernel.Lacks(module, used) && !kernel.CanLoad(used))
                    return false;
            return kernel.HasFileOf(module) && !kernel.Boot.IsLoadedByHand(module);
        }

        private bool Lacks(KernelModule module, KernelModule used) =>
            kernel.Boot.HeldBy(module).Has(used)
            && !kernel.Drivers.Live.Has(used) && !kernel.Boot.IsBuiltIn(used);

        private Kernel RequestWithLinks(KernelModule module, bool readsSoftdeps)
        {
            var drivers = kernel.Drivers;
            if (drivers.Requested.Has(module) || drivers.Live.Has(module))
                return kernel;
            kernel = kernel with
            {
                Drivers = drivers with { Requested = drivers.Requested.With(module) },
            };
            foreach (var other in ModuleNames.All)
                if (readsSoftdeps && kernel.Boot.SoftlyBefore(module).Has(other))
                    kernel = kernel.Request(other);
                else if (kernel.Lacks(module, other))
                    kernel = kernel.RequestWithLinks(other, readsSoftdeps);
            return kernel;
        }

        /// <summary>True when no asynchronous probe has begun without having ended: what
        /// <c>wait_for_device_probe()</c> and the end of a module load wait for.</summary>
        public bool HasNoAsynchronousProbe()
        {
            if (kernel.Drivers.Live.Has(KernelModule.CxlPci)
                && !kernel.Drivers.UnprobedCards.IsEmpty)
                return false;
            if (kernel.Hmem.FailedProbe is not null || kernel.Dax.IsCxlProbeStuck)
                return false;
            foreach (var memdev in kernel.Cxl.Memdevs)
                if (memdev is { ProbesInsidePci: true, Attachment: MemdevAttachment.Waiting })
                    return false;
            return true;
        }
    }
}
