using SoftReserve.Addresses;

namespace SoftReserve.Firmware;

/// <summary>The parameters of a kernel command line that decide about Soft Reserved
/// memory.</summary>
/// <remarks>Kernel: <c>parse_early_param()</c>, init/main.c; <c>next_arg()</c>,
/// lib/cmdline.c.</remarks>
/// <param name="Text">The line as given.</param>
/// <param name="NoSoftReserve"><c>efi=nosoftreserve</c>: Specific Purpose memory is ordinary
/// RAM.</param>
/// <param name="AddsEfiMemmap"><c>add_efi_memmap</c>: the EFI map is added to e820 in any
/// case.</param>
/// <param name="MemhpDefaultState">offline, online, online_kernel or online_movable; null when
/// not given.</param>
/// <param name="IsHmemDisabled"><c>device_hmem.disable=1</c>: HMEM is told about no
/// memory.</param>
/// <param name="AsyncProbeDrivers">Drivers that <c>driver_async_probe=</c> names; a star stands
/// for all.</param>
/// <param name="Memmap">Changes of the memory map, in order.</param>
/// <param name="ModuleParameters">Everything of the form module.name=value.</param>
/// <param name="Problems">What the kernel would not understand.</param>
public sealed record KernelCommandLine(
    string Text,
    bool NoSoftReserve,
    bool AddsEfiMemmap,
    string? MemhpDefaultState,
    bool IsHmemDisabled,
    ValueList<string> AsyncProbeDrivers,
    ValueList<MemmapDirective> Memmap,
    ValueList<ModuleParameter> ModuleParameters,
    ValueList<CommandLineProblem> Problems)
{
    /// <summary>A line without parameters.</summary>
    public static readonly KernelCommandLine Empty =
        new("", false, false, null, false, [], [], [], []);

    /// <summary>Reads a line: parameters apart by blanks, double quotes hold blanks together, and
    /// everything behind <c>--</c> is for init. Never throws.</summary>
    public static KernelCommandLine Parse(string text) => new CommandLineParser(text).Parse();

    /// <summary>The value given last for a module's parameter; null when the line does not set
    /// it.</summary>
    /// <param name="module">With underscores.</param>
    /// <param name="name">With underscores.</param>
    public string? FindModuleParameter(string module, string name)
    {
        string? found = null;
        foreach (var parameter in ModuleParameters)
            if (parameter.Module == module && parameter.Name == name)
                found = parameter.Value;
        return found;
    }
}

/// <summary>One parameter of a module.</summary>
/// <param name="Module">With underscores, as in <c>dax_hmem</c>.</param>
/// <param name="Name">With underscores, as in <c>region_idle</c>.</param>
/// <param name="Value">Empty when the line has no equals sign.</param>
public sealed record ModuleParameter(string Module, string Name, string Value);

/// <summary>Something on the command line that the kernel would not understand.</summary>
/// <param name="Text">The parameter, or the element of its list.</param>
/// <param name="Expected">What belongs there.</param>
public sealed record CommandLineProblem(string Text, string Expected);
