using SoftReserve.Machines;

namespace SoftReserve.Cli.Qemu;

/// <summary>What <c>softreserve qemu</c> prints.</summary>
internal enum QemuShow
{
    /// <summary>A command to type.</summary>
    Command,

    /// <summary>QEMU's options, one a line and unquoted, for scripts.</summary>
    Options,

    /// <summary>The kernel's arguments, on one line.</summary>
    Arguments,

    /// <summary>The script that programs the decoders.</summary>
    Decoders,

    /// <summary>The machine file at QEMU's addresses.</summary>
    Machine,

    /// <summary>What a script in the guest has to know, as shell assignments.</summary>
    Settings,

    /// <summary>The commands of a case, one a line.</summary>
    Commands,
}

/// <summary>Prints one part of a plan as text.</summary>
internal static class QemuText
{
    public static void Write(
        QemuPlan.Built built, QemuSource source, QemuShow show, TextWriter output)
    {
        switch (show)
        {
            case QemuShow.Options:
                WriteLines(QemuOptions.Of(built.AsBuilt), output);
                break;
            case QemuShow.Arguments:
                output.WriteLine(built.AsBuilt.Kernel.CommandLine);
                break;
            case QemuShow.Decoders:
                output.Write(DecoderScript.Of(built.AsBuilt));
                break;
            case QemuShow.Machine:
                output.Write(MachineFile.Write(built.AsBuilt));
                break;
            case QemuShow.Settings:
                WriteLines(GuestSettings.Of(built.AsBuilt, source.Order), output);
                break;
            case QemuShow.Commands:
                WriteLines(source.Commands, output);
                break;
            default:
                WriteCommand(built, output);
                break;
        }
    }

    private static void WriteCommand(QemuPlan.Built built, TextWriter output)
    {
        output.WriteLine("qemu-system-x86_64 -nodefaults -nographic -serial mon:stdio \\");
        foreach (var option in QemuOptions.Of(built.AsBuilt))
            output.WriteLine($"  {option} \\");
        output.WriteLine("  -kernel bzImage -initrd initrd \\");
        var arguments = $"console=ttyS0 {built.AsBuilt.Kernel.CommandLine}".TrimEnd();
        output.WriteLine($"  -append '{arguments}'");
        if (built.Scale > 1)
            output.WriteLine($"# 1 byte of the guest stands for {built.Scale} of the machine");
        foreach (var (name, bytes) in OverriddenTables.Of(built.AsBuilt))
            output.WriteLine($"# {name}: {bytes.Length} bytes to override, see --acpi-out");
        if (!built.AsBuilt.Cxl.Decoders.IsEmpty)
            output.WriteLine("# decoders are programmed by the script of --stage1");
    }

    private static void WriteLines(IEnumerable<string> lines, TextWriter output)
    {
        foreach (var line in lines)
            output.WriteLine(line);
    }
}
