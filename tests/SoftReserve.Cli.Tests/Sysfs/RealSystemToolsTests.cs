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
        "chmem -d 1G", "lsmem", "chmem -d -b 274-275 -v", "lsmem -J", "lsmem -P", "lsmem -r", "lsmem -o BLOCK,REMOVABLE",
        "chmem -dv 0x890000000-0x8a7ffffff", "chmem -v -d 256", "lsmem --output RANGE,SIZE,STATE",
        "chmem -ve 128M", "chmem -e 0x890000000-0x897ffffff", "chmem -b -e 275")]
    [InlineData(
        "chmem", "chmem -e", "chmem -q", "chmem -e foo", "chmem -e 1z", "chmem -e 100",
        "chmem -e 1-2-3", "chmem -d 5-6", "chmem -d 0x1-0x2", "chmem -b -e 9-3", "chmem -be x",
        "chmem -be 99999", "chmem -e 1G", "chmem -e -d 1G", "chmem 1G", "chmem -e 1G 2G",
        "chmem -d 0x0-0xzz", "chmem -d 0x850000000-0x84fffffff", "chmem -e 1.5G",
        "chmem -e 134217728", "chmem -be 99999-100001", "chmem -be 3336-3340")]
    public void Real_tools_say_what_the_model_says(params string[] lines)
    {
        var tool = lines[0].Split(' ')[0];
        Assert.SkipWhen(RealTools.MissingHere(tool) is not null, RealTools.MissingHere(tool) ?? "");
        var kernel = Booted.Machine("amd-three-windows", "7.2");
        var real = RealTools.Run("/", FileTree.Of(kernel), lines);
        Assert.Multiple([.. lines.Zip(real, (line, there) =>
        {
            var here = CommandParser.Parse(line)?.Run(kernel)
                ?? CommandOutcome.Failed(kernel, 0, "not modelled");
            kernel = here.Kernel;
            return (Action)(() => Assert.Equal(
                $"{line}\n{there.Output}{there.Error}{there.ExitCode}",
                $"{line}\n{here.Output}{here.Complaints}{here.ExitCode}"));
        })]);
    }
}
