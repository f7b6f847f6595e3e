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
    /// <param name="Step">What was asked of it.</param>
    public sealed record Refused(Kernel Kernel, int Errno, UserStep Step) : UserResult(Kernel)
    {
        /// <summary>The card or decoder that it was about; empty where it is the
        /// region.</summary>
        public string What { get; init; } = "";
    }

    /// <summary>Goes on with the region when it was done.</summary>
    public UserResult Then(Func<Kernel, CxlRegion, UserResult> next) =>
        this is Done done ? next(done.Kernel, done.Region) : this;
}

/// <summary>What a user asks the kernel for on the way to a CXL region and back.</summary>
public enum UserStep
{
    /// <summary>Choosing the region or window: there is none of that name.</summary>
    Find,

    /// <summary><c>create_ram_region</c> or <c>create_pmem_region</c>.</summary>
    Create,

    /// <summary><c>interleave_granularity</c>.</summary>
    Granularity,

    /// <summary><c>interleave_ways</c>.</summary>
    Ways,

    /// <summary>The region's <c>size</c>.</summary>
    Size,

    /// <summary>Choosing a decoder of a card.</summary>
    FindDecoder,

    /// <summary>A decoder's <c>dpa_size</c>.</summary>
    DpaSize,

    /// <summary><c>targetN</c>.</summary>
    Target,

    /// <summary><c>commit</c>, either way.</summary>
    Commit,

    /// <summary><c>bind</c> or <c>unbind</c> of the region driver.</summary>
    Bind,
}
