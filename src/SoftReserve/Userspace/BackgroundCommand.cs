namespace SoftReserve.Userspace;

/// <summary>A command that ends in <c>&amp;</c>: the next one does not wait for it.</summary>
/// <param name="Inner">What runs beside the rest.</param>
public sealed record BackgroundCommand(UserCommand Inner) : UserCommand
{
    /// <summary>Begins it; a <see cref="FinishCommand"/> ends it.</summary>
    public override CommandOutcome Run(Kernel kernel)
    {
        var drivers = kernel.Drivers;
        return CommandOutcome.Done(kernel with
        {
            Drivers = drivers with { Background = drivers.Background.Add(Inner.Begin(kernel)) },
        });
    }
}

/// <summary>A command in the background goes on and ends.</summary>
/// <remarks>Atomic: what a tool writes to sysfs returns when it is done.</remarks>
/// <param name="Place">Its place among those that have not ended.</param>
public sealed record FinishCommand(int Place) : KernelStep
{
    /// <inheritdoc/>
    public override string Token => "";

    /// <inheritdoc/>
    public override string Title => $"background command {Place + 1} goes on";

    /// <inheritdoc/>
    public override string Function => "userspace";

    /// <inheritdoc/>
    public override bool IsEnabled(Kernel kernel) =>
        Place < kernel.Drivers.Background.Count
        && !kernel.Drivers.Background[Place].IsBlocked(kernel);

    /// <inheritdoc/>
    public override Kernel Run(Kernel kernel)
    {
        var command = kernel.Drivers.Background[Place];
        var drivers = kernel.Drivers with
        {
            Background = kernel.Drivers.Background.RemoveAt(Place),
        };
        return command.TypeIn(kernel with { Drivers = drivers });
    }
}
