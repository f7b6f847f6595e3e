using SoftReserve.Machines;
using SoftReserve.Machines.Capturing;
using Xunit;

namespace SoftReserve.Cli.Tests.Capturing;

/// <summary><c>softreserve capture</c>: a bundle is read back as the machine that it was taken
/// from.</summary>
public sealed class CaptureVerbTests : IDisposable
{
    private readonly TemporaryTree _tree = new();

    // the small ones: a large one has thousands of memory blocks
    public static TheoryData<string> Machines() =>
    [
        .. BundledMachines.Names.Where(name => name.Contains("lab-", StringComparison.Ordinal)
            || name.Contains("qemu", StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_bundle_boots_as_the_machine_that_it_was_taken_from(string machine)
    {
        var boot = Command.Run(
            "boot", machine, "-k", "7.2", "--json", "--sysfs-out", _tree.Root + "/host");
        Assert.Equal(ExitCode.Fine, boot.Exit);
        Assert.Equal(ExitCode.Fine, Capture("host").Exit);
        Assert.Equal(
            boot.Output, Command.Run("boot", Bundle, "-k", "7.2", "--json").Output);
    }

    [Fact]
    public void The_page_shows_what_is_printed()
    {
        Command.Run("boot", "lab-one-full", "-k", "7.2", "--sysfs-out", _tree.Root + "/host");
        Assert.EndsWith(
            Capture("host").Output.Replace(_tree.Root + "/", "", StringComparison.Ordinal)
                + "```\n",
            File.ReadAllText(Repository.At("docs", "capture.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_and_the_kernel_come_along()
    {
        Command.Run(
            "boot", "one-window", "-k", "7.2", "--cmdline", "efi=nosoftreserve",
            "--sysfs-out", _tree.Root + "/host");
        Capture("host");
        Assert.Equal(
            Command.Run("boot", "one-window", "-k", "7.2", "--cmdline", "efi=nosoftreserve").Output,
            Command.Run("boot", Bundle).Output);
    }

    [Fact]
    public void A_module_that_modprobe_is_told_not_to_load_is_not_loaded_by_itself()
    {
        Command.Run("boot", "one-window", "-k", "7.2", "--sysfs-out", _tree.Root + "/host");
        _tree.With("/host/etc/modprobe.d/local.conf", "# ours\nblacklist cxl-acpi\n");
        Capture("host");
        Assert.Contains("hmem", Command.Run("boot", Bundle, "-k", "6.12").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Links_do_not_lead_out_of_the_root()
    {
        _tree.With("/outside", "secret").With("/host/inside", "known")
            .WithLink("/host/absolute", "/outside").WithLink("/host/above", "../../outside")
            .WithLink("/host/good", "/inside").WithLink("/host/loop", "loop");
        var files = new HostFiles(_tree.Root + "/host");
        Assert.Equal("known", files.Text("/good"));
        Assert.Equal("known", files.Text("/../../inside"));
        Assert.Null(files.Text("/absolute"));
        Assert.Null(files.Text("/above"));
        Assert.Null(files.Text("/loop"));
    }

    [Fact]
    public void What_no_other_than_root_sees_is_said_and_counts_as_incomplete()
    {
        _tree.With("/host/proc/iomem", "00000000-00000000 : System RAM\n");
        var capture = Capture("host");
        Assert.Equal(ExitCode.Incomplete, capture.Exit);
        Assert.Contains(
            "note: /proc/iomem shows no addresses: run as root", capture.Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_keeps_what_bears_on_memory_alone()
    {
        _tree.With("/host/proc/iomem", "100000-1fffff : System RAM\n").With(
            "/host/var/log/dmesg",
            "<6>[    1.0] cxl_acpi ACPI0017:00: ready\n<6>[    2.0] eth0: MAC 00:11:22:33:44:55\n");
        Capture("host");
        var log = HostCapture.Of(new HostFiles(_tree.Root + "/host")).Files["dmesg.txt"];
        Assert.Equal("[    1.0] cxl_acpi ACPI0017:00: ready\n"u8, log);
    }

    [Theory]
    [InlineData("bundle.zip", "is no name of a bundle")]
    [InlineData("there.tar", "is there already")]
    [InlineData("new.tar", "no running Linux below")]
    public void A_bundle_that_can_not_be_made_is_refused(string name, string reason)
    {
        _tree.With("/there.tar", "mine");
        var refused = Command.Run(
            "capture", "-o", $"{_tree.Root}/{name}", "--root", _tree.Root);
        Assert.Equal(ExitCode.Unusable, refused.Exit);
        Assert.Contains(reason, refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(_tree.Root + "/there.tar"));
        Assert.False(File.Exists(_tree.Root + "/new.tar"));
    }

    public void Dispose() => _tree.Dispose();

    private string Bundle => _tree.Root + "/host.tar.gz";

    private (int Exit, string Output, string Error) Capture(string folder) => Command.Run(
        "capture", "-o", Bundle, "--root", $"{_tree.Root}/{folder}");
}
