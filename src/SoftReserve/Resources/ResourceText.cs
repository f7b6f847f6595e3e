namespace SoftReserve.Resources;

/// <summary>The lines that kernel/resource.c logs.</summary>
public static class ResourceText
{
    /// <summary>Expand-to-fit grew a resource over one that stood in the way.</summary>
    public static KernelMessage Expanded(Resource added, Growth growth) => new(
        LogLevel.Info, null, "resource",
        Expanded(added.Name, KernelText.Memory(growth.Before), growth.Conflict));

    private static FormattableString Expanded(string? name, IFormattable before, Resource other) =>
        $"Expanded resource {name} {before} due to conflict with {other.Name} {Ends(other)}";

    private static IFormattable Ends(Resource resource) => KernelText.Memory(resource.Range);
}
