using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.MachineFiles;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines;

/// <summary>The machine file: one YAML document that describes a machine as its firmware hands it
/// over.</summary>
/// <remarks>The format is described in <c>docs/machine-file.md</c>. Reading never throws for a
/// bad file and never takes more than <see cref="ReadLimits"/> allows.</remarks>
public static class MachineFile
{
    /// <summary>Reads a machine file.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="fileName">For diagnostics, and for the name of a machine that has
    /// none.</param>
    /// <param name="limits">Null for <see cref="ReadLimits.Default"/>.</param>
    public static ReadResult<Machine> Read(
        string text, string fileName, ReadLimits? limits = null)
    {
        var context = new ReadContext(limits ?? ReadLimits.Default);
        var root = YamlSource.Read(context, text, fileName);
        return ReadResult<Machine>.Of(
            MachineReader.Read(context, root, StemOf(fileName)), context.Problems);
    }

    /// <summary>Reads a machine file with another YAML mapping laid over it: mappings merge, lists
    /// and scalars replace. Diagnostics name the file that a value came from.</summary>
    public static ReadResult<Machine> Read(
        string text,
        string fileName,
        string overlayText,
        string overlayFileName,
        ReadLimits? limits = null)
    {
        var context = new ReadContext(limits ?? ReadLimits.Default);
        var below = YamlSource.Read(context, text, fileName);
        var above = YamlSource.Read(context, overlayText, overlayFileName);
        if (above is not null and not MapNode)
            context.ReportKind(above, "a mapping to lay over the machine");
        var root = below is MapNode lower && above is MapNode upper
            ? lower.MergedWith(upper)
            : below;
        return ReadResult<Machine>.Of(
            MachineReader.Read(context, root, StemOf(fileName)), context.Problems);
    }

    /// <summary>Writes a machine as a machine file that <see cref="Read(string, string,
    /// ReadLimits?)"/> turns into an equal machine.</summary>
    /// <remarks>What the format cannot say, such as an SRAT entry whose length overflows, is left
    /// out and listed in comments at the top.</remarks>
    public static string Write(Machine machine) => MachineWriter.Write(machine);

    internal static string StemOf(string fileName)
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.EndsWith(".yaml", StringComparison.Ordinal) ? name[..^".yaml".Length] : name;
    }
}
