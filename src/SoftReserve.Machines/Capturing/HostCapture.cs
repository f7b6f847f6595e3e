using System.Globalization;
using System.Text;
using SoftReserve.Listings;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Capturing;

/// <summary>Collects what a live machine shows, under the names that <see cref="CaptureReader"/>
/// reads.</summary>
/// <remarks>Only reads, only what is listed here, and runs no other program: what cxl and daxctl
/// would print is made from the files that they read. The host's name is left out.</remarks>
public sealed class HostCapture
{
    private const int Largest = 16 * 1024 * 1024;

    private static readonly string[] Tables = ["CEDT", "SRAT", "HMAT", "SLIT"];

    private readonly SortedDictionary<string, byte[]> _bundle = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];
    private readonly HostFiles _files;

    private HostCapture(HostFiles files) => _files = files;

    /// <summary>The files of the bundle, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _bundle;

    /// <summary>What is missing and what to do about it, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>False when something may be read by root alone.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Reads the machine.</summary>
    public static HostCapture Of(HostFiles files)
    {
        var capture = new HostCapture(files);
        capture.AddKernel();
        capture.AddFirmware();
        capture.AddDevices();
        capture.AddNotes();
        return capture;
    }

    /// <summary>The bundle as the reader of recordings wants it.</summary>
    public ICaptureFiles Open(string name) => CaptureFiles.FromMemory(name, _bundle);

    private void AddKernel()
    {
        var release = _files.Text("/proc/sys/kernel/osrelease") ?? "";
        var version = _files.Text("/proc/sys/kernel/version") ?? "";
        var processor = _files.Text("/proc/sys/kernel/arch") ?? "";
        Add(CaptureFileNames.KernelName, $"Linux (none) {release} {version} {processor}\n");
        var commandLine = _files.Text("/proc/cmdline") ?? "";
        Add(CaptureFileNames.KernelCommandLine, commandLine + "\n");
        if (HostConfig.Read(_files, release) is { } config)
            Add(CaptureFileNames.Config, config);
        else
            _notes.Add("the kernel's configuration is in neither /boot nor /proc/config.gz: "
                + "Debian's is assumed");
        if (HostLog.Read(_files) is { } log)
            Add(CaptureFileNames.KernelLog, log);
        else if (_files.IsThisMachine)
            NeedsRoot("the kernel log may not be read");
        else
            _notes.Add("no kernel log in /var/log/dmesg");
        Add(CaptureFileNames.Modules, HostModules.Read(_files, release, commandLine));
    }

    private void AddFirmware()
    {
        Add(CaptureFileNames.FirmwareMemoryMap, HostTexts.MemoryMap(_files));
        foreach (var table in Tables)
            if (_files.Bytes("/sys/firmware/acpi/tables/" + table, Largest)
                is { Length: > 0 } bytes)
                _bundle[$"acpi/{table}{CaptureFileNames.TableEnding}"] = bytes;
        if (_files.Bytes("/proc/iomem", Largest) is not { Length: > 0 } iomem)
            return;
        Add(CaptureFileNames.Iomem, Encoding.UTF8.GetString(iomem));
        if (!Encoding.UTF8.GetString(iomem).Split('\n').Any(HasAddress))
            NeedsRoot("/proc/iomem shows no addresses");
    }

    private void AddDevices()
    {
        var dax = SysfsDax.Read(_files);
        var cxl = SysfsCxl.Read(_files, dax);
        Add(CaptureFileNames.CxlList, CxlListing.Text(cxl, new CxlListOptions().WithVerbosity(3)));
        Add(CaptureFileNames.Daxctl, DaxctlListing.Text(dax, All));
        Add(CaptureFileNames.DaxctlHuman, DaxctlListing.Text(dax, All with { Human = true }));
        Add(CaptureFileNames.DaxctlRegions, DaxctlListing.Text(
            dax, new DaxctlOptions(Regions: true, Human: true)));
        Add(CaptureFileNames.Drivers, HostTexts.Drivers(_files));
        Add("devlinks.txt", HostTexts.Links(_files));
        Add(CaptureFileNames.Cards, HostTexts.Cards(_files));
        Add(CaptureFileNames.Numa, HostTexts.Numa(_files));
    }

    private void AddNotes()
    {
        if (_files.Refused.Count > 0)
            NeedsRoot(string.Create(
                CultureInfo.InvariantCulture,
                $"{_files.Refused.Count} files may not be read, {_files.Refused.First()} first"));
        Add("capture.txt", string.Concat(_notes.Select(note => note + "\n")));
    }

    private void NeedsRoot(string what)
    {
        IsComplete = false;
        _notes.Add(what + ": run as root");
    }

    private static DaxctlOptions All => new(Regions: true, Devices: true, Mappings: true);

    // "00000000-00000000 : System RAM" is all that others than root see
    private static bool HasAddress(string line) =>
        line.TrimStart().Split(' ')[0].Any(each => each is not ('0' or '-'));

    private void Add(string name, string text)
    {
        if (text.Trim().Length > 0)
            _bundle[name] = Encoding.UTF8.GetBytes(text);
    }
}
