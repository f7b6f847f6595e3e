using SoftReserve.Cxl;
using SoftReserve.Dax;
using SoftReserve.Hmem;

namespace SoftReserve.Drivers;

/// <summary>What a module's exit does: its driver lets go of every device.</summary>
/// <remarks>Kernel: <c>delete_module()</c>, kernel/module/main.c; <c>driver_detach()</c>,
/// drivers/base/dd.c.</remarks>
/// <seealso cref="ModuleInit"/>
public static class ModuleExit
{
    extension(Kernel kernel)
    {
        /// <summary>Unloads a module that nothing holds.</summary>
        public Kernel Exit(KernelModule module) => module switch
        {
            KernelModule.DaxHmem => kernel.ExitDaxHmem(),
            KernelModule.DaxCxl => kernel.ExitDaxCxl(),
            KernelModule.CxlAcpi => kernel.RemoveCxlRoot().Unload(module),
            KernelModule.CxlPci => kernel.ReleaseCards().Unload(module),
            KernelModule.CxlMem or KernelModule.CxlPort => kernel.DetachAll().Unload(module),
            KernelModule.Kmem => kernel.UnbindAll(DaxBinding.Kmem).Unload(module),
            _ => kernel.UnbindAll(DaxBinding.DeviceDax).Unload(module),
        };

        private Kernel DetachAll()
        {
            foreach (var memdev in kernel.Cxl.Memdevs)
                kernel = kernel.DetachMemdev(memdev.Name);
            return kernel;
        }

        private Kernel UnbindAll(DaxBinding binding)
        {
            foreach (var region in kernel.Dax.Regions)
                foreach (var device in region.Devices)
                    if (device.Binding == binding)
                        kernel = kernel.UnbindDaxDevice(
                            kernel.Dax.Find(region.Owner, region.Id)!, device);
            return kernel;
        }
    }
}
