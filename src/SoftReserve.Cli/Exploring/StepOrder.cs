using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Drivers;
using SoftReserve.Hmem;

namespace SoftReserve.Cli.Exploring;

/// <summary>Named steps that come in a given order; all others come whenever they can.</summary>
/// <param name="Tokens">Modules, cards, <c>decision</c>, <c>commands</c>.</param>
internal sealed record StepOrder(ValueList<string> Tokens)
{
    /// <summary>Every order.</summary>
    public static readonly StepOrder Any = new([]);

    /// <summary>False while a step that is named earlier has not happened.</summary>
    public bool Allows(Kernel kernel, KernelStep step)
    {
        var place = Tokens.IndexOf(step.Token);
        for (var earlier = 0; earlier < place; earlier++)
            if (!HasHappened(kernel, Tokens[earlier]))
                return false;
        return true;
    }

    private static bool HasHappened(Kernel kernel, string token) => token switch
    {
        "decision" => !kernel.Hmem.HasQueuedWork
            && (kernel.Hmem.DidInitialProbe || kernel.Hmem.Mode != CxlDaxMode.Defer),
        "commands" => kernel.Drivers.CommandsDone == kernel.Boot.Commands.Count,
        _ when ModuleNames.Find(token) is { } module =>
            kernel.Drivers.Live.Has(module)
            || !(kernel.Boot.Installed.Has(module) || kernel.Boot.IsBuiltIn(module)),
        _ => kernel.Cxl.FindMemdev(token) is { Attachment: not MemdevAttachment.Waiting },
    };
}
