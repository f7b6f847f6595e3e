using SoftReserve.Userspace.SystemTools;

namespace SoftReserve.Cli.Output;

/// <summary>The kernel log.</summary>
internal static class DmesgText
{
    public static void Write(Kernel kernel, TextWriter output)
    {
        foreach (var line in KernelLog.Of(kernel))
            output.WriteLine(line.Stamp + line.Message);
    }
}
