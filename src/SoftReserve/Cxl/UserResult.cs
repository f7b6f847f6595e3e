namespace SoftReserve.Cxl;

/// <summary>What a user's request about CXL regions led to.</summary>
public abstract record UserResult
{
    private UserResult(Kernel kernel) => Kernel = kernel;

    /// <summary>The kernel afterwards; after a refusal it may have logged lines.</summary>
    public Kernel Kernel { get; init; }

    /// <summary>It was done.</summary>
    /// <param name="Kernel">The kernel afterwards.</param>
    /// <param name="Region">The region afterwards; as it was before, when it is gone.</param>
    public sealed record Done(Kernel Kernel, CxlRegion Region) : UserResult(Kernel);

    /// <summary>The kernel or the tool refused.</summary>
    /// <param name="Kernel">The kernel afterwards.</param>
    /// <param name="Errno">Positive.</param>
    /// <param name="What">The attribute or object that it was about.</param>
    public sealed record Refused(Kernel Kernel, int Errno, string What) : UserResult(Kernel);

    /// <summary>Goes on with the region when it was done.</summary>
    public UserResult Then(Func<Kernel, CxlRegion, UserResult> next) =>
        this is Done done ? next(done.Kernel, done.Region) : this;
}
