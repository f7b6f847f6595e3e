using Xunit;

namespace SoftReserve.Cli.Tests.Sysfs;

/// <summary><c>--sysfs-out</c>: where it writes, and where it does not.</summary>
public sealed class SysfsOutTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("softreserve-").FullName;

    [Fact]
    public void An_empty_folder_gets_files_with_their_content_and_relative_links()
    {
        Assert.Equal(ExitCode.Fine, Boot(_folder));
        Assert.Equal("0x2000000000\n", File.ReadAllText(Path.Combine(
            _folder, "sys/bus/cxl/devices/region0/size")));
        Assert.Equal(
            "../../../devices/platform/ACPI0017:00/root0/decoder0.0/region0/dax_region0/dax0.0",
            new FileInfo(Path.Combine(_folder, "sys/bus/dax/devices/dax0.0")).LinkTarget);
    }

    [Fact]
    public void A_shell_leaves_the_files_of_its_end()
    {
        Assert.Equal(ExitCode.Fine, Command.Run(
            "shell", "one-window", "-k", "7.2", "-c", "daxctl offline-memory dax0.0",
            "--sysfs-out", _folder).Exit);
        Assert.Equal("offline\n", StateOf("memory266"));
    }

    [Fact]
    public void A_replay_leaves_the_files_of_the_step_that_it_stops_at()
    {
        Assert.Equal(ExitCode.Fine, Command.Run(
            "replay", "one-window", "-k", "7.2", "--until", "6", "--sysfs-out", _folder).Exit);
        Assert.False(Directory.Exists(Path.Combine(_folder, "sys/bus/cxl/devices/region0")));
        Assert.True(File.Exists(Path.Combine(_folder, "proc/iomem")));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused_and_stays_as_it_is()
    {
        File.WriteAllText(Path.Combine(_folder, "mine"), "");
        Assert.Equal(ExitCode.Unusable, Boot(_folder));
        Assert.Equal("mine", Path.GetFileName(Assert.Single(
            Directory.EnumerateFileSystemEntries(_folder))));
        Assert.Equal(ExitCode.Unusable, Boot(Path.Combine(_folder, "mine")));
    }

    [Fact]
    public void No_link_leads_out_of_the_folder()
    {
        Boot(_folder);
        var links = LinksIn(new DirectoryInfo(_folder)).ToList();
        Assert.True(links.Count > 100);
        Assert.All(links, link => Assert.StartsWith(
            _folder,
            Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link.FullName)!, link.LinkTarget!)),
            StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string StateOf(string block) => File.ReadAllText(Path.Combine(
        _folder, "sys/devices/system/memory", block, "state"));

    private static IEnumerable<FileSystemInfo> LinksIn(DirectoryInfo folder) => folder
        .EnumerateFileSystemInfos()
        .SelectMany(entry => entry.LinkTarget is not null ? [entry]
            : entry is DirectoryInfo below ? LinksIn(below)
            : []);

    private static int Boot(string folder) =>
        Command.Run("boot", "one-window", "-k", "7.2", "--sysfs-out", folder).Exit;
}
