using System.CommandLine;
using System.Globalization;
using SoftReserve.Cli.Qemu;

namespace SoftReserve.Cli;

/// <summary>softreserve qemu: how to build a machine in QEMU, for real kernels.</summary>
internal static class QemuVerb
{
    public static Command Create(Terminal terminal)
    {
        var machine = new Argument<string>("machine")
        {
            Description = "Machine file, case file, recording (folder or tar), or bundled name",
        };
        var kernel = new Option<string?>("--kernel", "-k")
        {
            Description = "Of a case file, the run of this kernel",
        };
        var scale = new Option<ulong?>("--scale")
        {
            Description = "Bytes of the machine for each of the guest, a power of two; "
                + "chosen unless given",
        };
        var show = new Option<QemuShow>("--show")
        {
            Description = "What to print: the default is a command to type",
        };
        var stage1 = new Option<bool>("--stage1")
        {
            Description = "Print the script that programs the decoders; as --show decoders",
        };
        var asBuilt = new Option<bool>("--as-built")
        {
            Description = "Print the machine file at QEMU's addresses; as --show machine",
        };
        var tables = new Option<string?>("--acpi-out")
        {
            Description = "Folder for the ACPI tables that the guest's kernel must override",
        };
        var json = new Option<bool>("--json") { Description = "Everything as JSON" };
        var verb = new Command("qemu", "Say how to build a machine in QEMU, for real kernels")
        {
            machine, kernel, scale, show, stage1, asBuilt, tables, json,
        };
        verb.SetAction(parsed =>
        {
            var wish = parsed.GetValue(stage1) ? QemuShow.Decoders
                : parsed.GetValue(asBuilt) ? QemuShow.Machine
                : parsed.GetValue(show);
            return QemuSource.Read(
                    parsed.GetValue(machine)!, parsed.GetValue(kernel), terminal) is { } source
                ? Build(
                    source, parsed.GetValue(scale), parsed.GetValue(json) ? null : wish,
                    parsed.GetValue(tables), terminal)
                : ExitCode.Unusable;
        });
        return verb;
    }

    private static int Build(
        QemuSource source, ulong? scale, QemuShow? show, string? folder, Terminal terminal)
    {
        if (folder is null || !File.Exists(folder))
            return AsBuiltMachine.Of(source.Machine, scale) switch
            {
                QemuPlan.Built built => Write(built, source, show, folder, terminal),
                QemuPlan.Refused refused => Refuse(
                    refused, source.Machine.Name, show is null, terminal),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
        terminal.Error.WriteLine($"softreserve: '{folder}' is a file");
        return ExitCode.Unusable;
    }

    private static int Write(
        QemuPlan.Built built, QemuSource source, QemuShow? show, string? folder,
        Terminal terminal)
    {
        if (folder is not null)
            WriteTables(built, folder);
        if (show is { } wish)
            QemuText.Write(built, source, wish, terminal.Output);
        else
            QemuJson.Write(built, source, terminal.Output);
        return ExitCode.Fine;
    }

    private static void WriteTables(QemuPlan.Built built, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in OverriddenTables.Of(built.AsBuilt))
            File.WriteAllBytes(Path.Combine(folder, name + ".aml"), bytes);
    }

    private static int Refuse(
        QemuPlan.Refused refused, string name, bool asJson, Terminal terminal)
    {
        if (asJson)
            QemuJson.Write(refused, terminal.Output);
        else
            foreach (var why in refused.Why)
                terminal.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"softreserve: {name} cannot be built: {why}"));
        return ExitCode.BadAnswer;
    }
}
