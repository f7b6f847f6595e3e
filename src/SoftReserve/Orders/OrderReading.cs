using SoftReserve.Addresses;

namespace SoftReserve.Orders;

/// <summary>What came of reading a token.</summary>
public abstract record OrderReading
{
    private OrderReading()
    {
    }

    /// <summary>The order can happen here.</summary>
    /// <param name="Steps">Every step from power-on until nothing is left to do.</param>
    /// <param name="End">The kernel then, its journal full.</param>
    /// <param name="Chosen">How many of the steps the token chose: after them a quiet machine goes
    /// on.</param>
    public sealed record Followed(ValueList<KernelStep> Steps, Kernel End, int Chosen)
        : OrderReading;

    /// <summary>The token does not name an order of this boot.</summary>
    public sealed record Refused(OrderRefusal Because) : OrderReading;
}

/// <summary>Why a token was refused.</summary>
public abstract record OrderRefusal
{
    private OrderRefusal()
    {
    }

    /// <summary>The rest of a sentence that begins with "the order".</summary>
    public abstract string Reason { get; }

    /// <summary>No program wrote this token, or a character got lost.</summary>
    /// <param name="Character">The first character that does not fit, from 1.</param>
    /// <param name="Expected">What belongs there.</param>
    public sealed record Malformed(int Character, string Expected) : OrderRefusal
    {
        /// <inheritdoc/>
        public override string Reason => FormattableString.Invariant(
            $"is damaged at character {Character}: expected {Expected}");
    }

    /// <summary>A character was changed, lost or added somewhere.</summary>
    public sealed record Mistyped : OrderRefusal
    {
        /// <inheritdoc/>
        public override string Reason =>
            "is mistyped: its check characters do not fit the rest";
    }

    /// <summary>Another version of the program wrote it.</summary>
    /// <param name="Name">The version it was written by, as <c>v2</c>.</param>
    public sealed record OtherVersion(string Name) : OrderRefusal
    {
        /// <inheritdoc/>
        public override string Reason => FormattableString.Invariant(
            $"is of version {Name}; this program's model reads version {OrderToken.Version}");
    }

    /// <summary>It was written for a machine with other tables, cards or decoders.</summary>
    public sealed record OtherMachine : OrderRefusal
    {
        /// <inheritdoc/>
        public override string Reason => "belongs to another machine";
    }

    /// <summary>It was written for this machine under another kernel.</summary>
    public sealed record OtherKernel : OrderRefusal
    {
        /// <inheritdoc/>
        public override string Reason =>
            "belongs to another kernel: version, configuration, command line, typed commands and "
            + "order of steps must be the same";
    }

    /// <summary>It deviates where this boot has no choice.</summary>
    /// <param name="Step">The step that can not be taken, from 1.</param>
    public sealed record Impossible(int Step) : OrderRefusal
    {
        /// <inheritdoc/>
        public override string Reason => FormattableString.Invariant(
            $"can not happen: nothing like its step {Step} is possible then");
    }
}
