using System.Text.RegularExpressions;
using SoftReserve.Firmware;
using Xunit;

namespace SoftReserve.Tests.Firmware;

/// <summary>Memory maps that real kernels logged: each file is named after its
/// recording.</summary>
public sealed partial class E820RecordingTests
{
    public static TheoryData<string> Recordings => [.. GoldenFile.Names("e820", "*.txt")];

    [Theory]
    [MemberData(nameof(Recordings))]
    [Trait("Rule", "R21")]
    public void The_log_of_a_real_kernel_is_reproduced(string name)
    {
        var (line, log) = Split(GoldenFile.Text(name));
        var style = name.StartsWith("e820/7", StringComparison.Ordinal)
            ? E820TextStyle.SevenTwo : E820TextStyle.Six;
        line = string.Concat(SetupData().Matches(log)
            .Select(match => $"memmap=16%0x{match.Groups[1].Value}-1+128 ")) + line;

        var table = E820Table.Build(
            Lab.FromBiosLines(log), KernelCommandLine.Parse(line), softReserveEnabled: true);

        Assert.Equal(log, string.Concat(
            E820Text.Messages(table, style).Select(message => message + "\n")));
    }

    private static (string CommandLine, string Log) Split(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return (text["Command line: ".Length..end], text[(end + 1)..]);
    }

    // 6.12 logs 16 bytes of its boot loader's data as a change before those of the command line
    [GeneratedRegex("update \\[mem 0x([0-9a-f]+)-0x[0-9a-f]+\\] usable ==> usable")]
    private static partial Regex SetupData();
}
