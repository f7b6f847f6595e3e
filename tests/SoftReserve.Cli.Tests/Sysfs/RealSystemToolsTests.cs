using SoftReserve.Cli.Tests.Shell;
using SoftReserve.Sysfs;
using SoftReserve.Userspace;
using Xunit;

namespace SoftReserve.Cli.Tests.Sysfs;

/// <summary>The tools that every Linux has print of the model's files what the modelled ones
/// print, and complain in the same words.</summary>
public sealed class RealSystemToolsTests
{
    [Theory]
    [InlineData(
        "lsmem", "lsmem -b", "lsmem -J", "lsmem -Jb -o SIZE,REMOVABLE,NODE,BLOCK", "lsmem -P",
        "lsmem -rn", "lsmem -o+NODE,zones -a -n", "lsmem --output-all", "lsmem --sum",
        "lsmem --summary=never -S none", "lsmem -o RANGE,NODE", "lsmem -SNODE -o RANGE",
        "lsmem -q", "lsmem --foo", "lsmem --s", "lsmem -o", "lsmem foo", "lsmem -o FOO",
        "lsmem --summary=foo", "lsmem -J -P", "lsmem -a -S none", "lsmem -J --summary=only",
        "lsmem --all=3", "lsmem -S FOO")]
    [InlineData(
        "chmem -d 1G", "lsmem", "chmem -d -b 274-275 -v", "lsmem -J", "lsmem -P", "lsmem -r",
        "lsmem -o BLOCK,REMOVABLE",
        "chmem -dv 0x890000000-0x8a7ffffff", "chmem -v -d 256", "lsmem --output RANGE,SIZE,STATE",
        "chmem -ve 128M", "chmem -e 0x890000000-0x897ffffff", "chmem -b -e 275")]
    [InlineData(
        "chmem", "chmem -e", "chmem -q", "chmem -e foo", "chmem -e 1z", "chmem -e 100",
        "chmem -e 1-2-3", "chmem -d 5-6", "chmem -d 0x1-0x2", "chmem -b -e 9-3", "chmem -be x",
        "chmem -be 99999", "chmem -e 1G", "chmem -e -d 1G", "chmem 1G", "chmem -e 1G 2G",
        "chmem -d 0x0-0xzz", "chmem -d 0x850000000-0x84fffffff", "chmem -e 1.5G",
        "chmem -e 134217728", "chmem -be 99999-100001", "chmem -be 3336-3340")]
    [InlineData(
        "lsmod", "lsmod foo", "lsmod -x")]
    [InlineData(
        "modinfo", "modinfo --foo x", "modinfo -x x", "modinfo -F depends foo bar")]
    [InlineData("modprobe", "modprobe -x", "modprobe --foo x")]
    [InlineData("rmmod", "rmmod -x", "rmmod --foo")]
    [InlineData(
        "uname -q", "uname foo", "uname -r bar", "uname --foo", "uname --kernel", "uname -spo")]
    [InlineData(
        "lspci", "lspci -n", "lspci -nn", "lspci -D", "lspci -d ::0502", "lspci -nd 8086:",
        "lspci -s 01:", "lspci -s .0 -nnD", "lspci -d :7075:0604", "lspci -s 03:00.0",
        "lspci -d foo", "lspci -d ::zz", "lspci -s zz", "lspci -d 1:2:3:4:5")]
    [InlineData("lspci -e", "lspci foo")]
    [InlineData(
        "dmesg", "dmesg -t", "dmesg -x", "dmesg -d", "dmesg -td", "dmesg -r", "dmesg -l err,warn",
        "dmesg -kx --level=info", "dmesg -u", "dmesg -f daemon", "dmesg -f kern,user -P",
        "dmesg -l foo", "dmesg -f foo", "dmesg foo", "dmesg --leve", "dmesg -q", "dmesg -rx",
        "dmesg --ra -t")]
    public void Real_tools_say_what_the_model_says(params string[] lines)
    {
        var tool = lines[0].Split(' ')[0];
        Assert.SkipWhen(RealTools.MissingHere(tool) is not null, RealTools.MissingHere(tool) ?? "");
        var kernel = Booted.Machine("amd-three-windows", "7.2");
        var real = RealTools.Run(
            "/", FileTree.Of(kernel),
            [.. lines.Select(line => line.Replace("dmesg", "dmesg -F /proc/log"))],
            folder => Complete(folder, kernel));
        Assert.Multiple([.. lines.Zip(real, (line, there) =>
        {
            var here = CommandParser.Parse(line)?.Run(kernel)
                ?? CommandOutcome.Failed(kernel, 0, "not modelled");
            kernel = here.Kernel;
            return (Action)(() => Assert.Equal(
                $"{line}\n{there.Output}{UsageLine(there.Error)}{there.ExitCode}",
                $"{line}\n{here.Output}{here.Complaints}{here.ExitCode}"));
        })]);
    }

    // what tools read and the model has not: the head of configuration space, a log as a file
    private static void Complete(string folder, Kernel kernel)
    {
        File.WriteAllText(
            Path.Combine(folder, "proc", "log"),
            CommandParser.Parse("dmesg -r")!.Run(kernel).Output);
        foreach (var function in Directory.EnumerateDirectories(
            Path.Combine(folder, "sys", "bus", "pci", "devices")))
        {
            var config = new byte[64];
            void Write(int offset, string file) => BitConverter
                .GetBytes(Convert.ToInt32(
                    File.ReadAllText(Path.Combine(function, file)).Trim(), 16))
                .CopyTo(config, offset);
            Write(0, "vendor");
            Write(2, "device");
            Write(9, "class");
            config[8] = Convert.ToByte(
                File.ReadAllText(Path.Combine(function, "revision")).Trim(), 16);
            File.WriteAllBytes(Path.Combine(function, "config"), config);
        }
    }

    // long usages are left out
    private static string UsageLine(string text) =>
        text.IndexOf("Usage: lspci [<switches>]\n", StringComparison.Ordinal) is >= 0 and var start
            ? text[..(text.IndexOf('\n', start) + 1)]
            : text;
}
