namespace SoftReserve.Resources;

/// <summary>The lines that kernel/resource.c logs.</summary>
public static class ResourceText
{
    /// <summary>Expand-to-fit grew a resource over one that stood in the way.</summary>
    public static KernelMessage Expanded(Resource added, Growth growth) => new(
        LogLevel.Info, null, "resource",
        $"Expanded resource {added.Name} {KernelText.Memory(growth.Before)} due to conflict with {growth.Conflict.Name} {KernelText.Memory(growth.Conflict.Range)}");
}
