using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines.MachineFiles;

/// <summary>Reads <c>kernel</c>: how the kernel of this machine is started.</summary>
internal static class KernelSection
{
    private const int HighestPlatformId = 1024;

    public static KernelDefaults Read(ReadContext context, SourceNode? node)
    {
        if (Fields.Of(context, node, "generation", "cmdline", "config", "missing-modules",
            "load-by-hand", "autoload", "extra-hmem-platform") is not { } fields)
            return KernelDefaults.None;
        return new KernelDefaults(
            ReadGeneration(context, fields.Find("generation")),
            context.Line(fields.Find("cmdline")) ?? "",
            ReadConfig(context, fields.Find("config")),
            ReadModules(context, fields.Find("missing-modules")),
            ReadModules(context, fields.Find("load-by-hand")),
            context.Boolean(fields.Find("autoload")) ?? true,
            ReadPlatforms(context, fields.Find("extra-hmem-platform")));
    }

    /// <summary>A kernel's name, as it is written; whether it is known is not asked here.</summary>
    public static string? ReadGeneration(ReadContext context, SourceNode? node) =>
        context.Name(node, "a kernel such as v4, \"7.2\" or v4+sync", ".+-_");

    /// <summary>A mapping of symbols to y, m or n.</summary>
    public static ValueList<ConfigSetting> ReadConfig(ReadContext context, SourceNode? node)
    {
        var settings = new List<ConfigSetting>();
        var limit = context.Limits.ListEntries;
        foreach (var entry in context.Entries(node, limit, "a mapping of symbols to y, m or n"))
        {
            var value = context.Word(entry.Value, SettingWord.Values);
            if (!SettingWord.IsValid(entry.Key))
                context.Report(entry.KeyPlace, DiagnosticId.BadSetting,
                    $"{ScalarNode.Quote(entry.Key)} stands here, expected a symbol without "
                    + "CONFIG_, in capitals: CXL_REGION");
            else if (value is not null)
                settings.Add(new ConfigSetting(entry.Key, value.Value));
        }

        return [.. settings];
    }

    private static ValueList<string> ReadModules(ReadContext context, SourceNode? node)
    {
        var items = context.Items(node, context.Limits.ListEntries, "a list of modules");
        return [.. items
            .Select(item => context.Name(item, "the name of a module", "_-"))
            .OfType<string>()
            .Select(name => name.Replace('-', '_'))];
    }

    private static ValueList<ExtraHmemPlatform> ReadPlatforms(
        ReadContext context, SourceNode? node)
    {
        var platforms = new List<ExtraHmemPlatform>();
        var limit = context.Limits.ListEntries;
        foreach (var item in context.Items(node, limit, "a list of {id: ..., range: ...}"))
            if (Fields.Of(context, item, "id", "range") is { } fields
                && context.Number(fields.Require("id"), 1, HighestPlatformId) is { } id
                && context.Range(fields.Require("range")) is { } range)
            {
                if (platforms.Exists(other => other.Id == (int)id))
                    context.Report(item, DiagnosticId.Twice,
                        $"hmem_platform.{id} stands here again");
                platforms.Add(new ExtraHmemPlatform((int)id, range));
            }

        return [.. platforms];
    }
}
