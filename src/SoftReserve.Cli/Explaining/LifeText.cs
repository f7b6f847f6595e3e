using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Cli.Output;
using SoftReserve.Owners;
using SoftReserve.Owners.Life;
using static System.FormattableString;

namespace SoftReserve.Cli.Explaining;

/// <summary>The life of a range as a story: a line for each stage, and beneath it in a fixed shape
/// why, where in the kernel, and what would have changed it.</summary>
internal static class LifeText
{
    private const string Indent = "               ";

    public static void Write(
        Kernel kernel, Place asked, ValueList<RangeLife> lives, TextWriter output)
    {
        var text = new WrappedText(output);
        RangeLife? before = null;
        foreach (var life in lives)
        {
            if (before is { IsSoftReserved: true } || (before is not null && life.IsSoftReserved))
                output.WriteLine();
            before = life;
            if (life.IsSoftReserved)
                WriteLife(kernel, life, text);
            else
                text.Write("", Invariant($"{life.Range}: {life.Title}"));
        }

        if (lives.All(life => !life.IsSoftReserved))
            WriteOthers(kernel, asked, text);
    }

    private static void WriteLife(Kernel kernel, RangeLife life, WrappedText text)
    {
        text.Write("", Invariant(
            $"{life.Range}, {life.Range.Size}, {life.Title}, under {kernel.Boot.Generation.Name}"));
        var number = 0;
        foreach (var stage in life.Stages)
        {
            text.Write("");
            text.Write(
                Invariant($"{++number,3}. {NameOf(stage.Kind),-10}"), stage.What);
            text.Write(Indent + "why        ", Why(stage));
            text.Write(Indent + "where      ", Where(stage));
            if (stage.Otherwise is { } otherwise)
                text.Write(Indent + "otherwise  ", Otherwise(otherwise));
        }
    }

    private static void WriteOthers(Kernel kernel, Place asked, WrappedText text)
    {
        text.Write("");
        var rows = OwnersTable.Of(kernel);
        text.Write("", rows.IsEmpty
            ? $"{asked.Text} has no life to tell: no Soft Reserved memory, no CXL region."
            : $"{asked.Text} has no life to tell. Soft Reserved memory and CXL regions here:");
        foreach (var row in rows)
            text.Write("  ", Invariant($"{row.Range} {OwnerWords.Of(row.Owner)}"));
    }

    private static string Why(LifeStage stage)
    {
        var parts = stage.Facts.Select(fact => $"{fact.Name}: {fact.Value}");
        return string.Join("; ", parts.Prepend($"{stage.Rule}, {stage.RuleName}"));
    }

    private static string Where(LifeStage stage) => stage.Step is { } step
        ? Invariant($"{stage.Function}, in step {step}")
        : stage.Function;

    private static string Otherwise(ProvenAlternative otherwise)
    {
        var said = Invariant($"{otherwise.Alternative.Change}, {Effects.TextOf(otherwise.Effect)}");
        if (otherwise.Effect == Effect.OrdinaryRam || otherwise.Owners.IsEmpty)
            return said;
        var states = otherwise.Owners.Select(StateOf).Distinct().ToList();
        var end = states.Count == 1
            ? states[0]
            : string.Join("; ", otherwise.Owners.Select(
                row => Invariant($"{row.Range} {StateOf(row)}")));
        return $"{said} (in the end: {end})";
    }

    private static string StateOf(OwnedRange row)
    {
        var state = row switch
        {
            { Device: { } device } =>
                $"{OwnerWords.Of(row.Owner)}, {device}, {OwnerWords.Of(row.Use)}",
            { Use: RangeUse.SystemRam } => "ordinary RAM",
            _ => "nobody",
        };
        var danger = row.Because.IndexOf("DANGER", StringComparison.Ordinal);
        return danger < 0 ? state : $"{state}, {row.Because[danger..]}";
    }

    /// <summary>The word for a stage, also in JSON.</summary>
    public static string NameOf(StageKind kind) => kind switch
    {
        StageKind.Firmware => "firmware",
        StageKind.MemoryMap => "e820",
        StageKind.Kept => "kept",
        StageKind.Candidate => "list",
        StageKind.Window => "window",
        StageKind.Hmem => "hmem",
        StageKind.Assembly => "assembly",
        StageKind.Decision => "decision",
        StageKind.Dax => "dax",
        StageKind.Use => "use",
        StageKind.Command => "command",
        StageKind.Now => "now",
        _ => throw new UnreachableException(),
    };
}
