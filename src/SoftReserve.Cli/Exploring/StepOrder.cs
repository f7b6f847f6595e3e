using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Cxl.Steps;
using SoftReserve.Drivers;
using SoftReserve.Hmem;

namespace SoftReserve.Cli.Exploring;

/// <summary>Named steps that come in a given order; all others come whenever they can.</summary>
/// <param name="Tokens">Modules, cards, <c>decision</c>, <c>commands</c>.</param>
internal sealed record StepOrder(ValueList<string> Tokens)
{
    /// <summary>Every order.</summary>
    public static readonly StepOrder Any = new([]);

    /// <summary>False while the step that is named before it has not happened.</summary>
    /// <remarks>A card that is refused, because the CXL root is not there yet, has not
    /// attached.</remarks>
    public bool Allows(Kernel kernel, KernelStep step)
    {
        var before = Tokens.IndexOf(step.Token) - 1;
        while (before >= 0 && CanNotHappen(kernel, Tokens[before]))
            before--;
        return before < 0 || HasHappened(kernel, Tokens[before])
            || (step is AttachMemdev && !kernel.Cxl.HasRoot);
    }

    private static bool CanNotHappen(Kernel kernel, string token) =>
        ModuleNames.Find(token) is { } module
        && !kernel.Boot.Installed.Has(module) && !kernel.Boot.IsBuiltIn(module);

    private static bool HasHappened(Kernel kernel, string token) => token switch
    {
        "decision" => !kernel.Hmem.HasQueuedWork
            && (kernel.Hmem.DidInitialProbe || kernel.Hmem.Mode != CxlDaxMode.Defer),
        "commands" => kernel.Drivers.CommandsDone == kernel.Boot.Commands.Count,
        _ when ModuleNames.Find(token) is { } module =>
            kernel.Drivers.Live.Has(module),
        _ => kernel.Cxl.FindMemdev(token) is
        {
            Attachment: MemdevAttachment.Attached or MemdevAttachment.Failed
        },
    };
}
