using SoftReserve.Addresses;

namespace SoftReserve.Orders;

/// <summary>Writes the order of a boot as one word that a person can copy into a mail, and reads
/// it back.</summary>
/// <remarks>
/// <c>v1.MMMMKKKK.CC...</c>: the version; four characters for the machine and four for the kernel
/// that runs on it; two that tell a mistyped token; then the deviations from the quiet order. A
/// point at which only one step can happen is no choice. At each choice the quiet machine's step
/// (<see cref="Schedule.QuietChoice"/>) is the default; a deviation is the number of choices
/// passed by default before it (Elias gamma code of that number + 1), then which of the other
/// enabled steps was taken, in the order of <see cref="Schedule.Enabled"/>, in as few bits as tell
/// them apart. Six bits are one character of the URL-safe base 64. Behind the last deviation the
/// default goes on until nothing is left to do, so that the quiet order itself takes no more than
/// 14 characters.
/// </remarks>
public static class OrderToken
{
    /// <summary>The longest token of an order of common size. One that needs more is written in
    /// the wide form, <c>w1.</c> in place of <c>v1.</c>, which differs in nothing else.</summary>
    public const int MostCharacters = 80;

    /// <summary>The longest text that is read at all.</summary>
    public const int MostCharactersOfWide = 4096;

    /// <summary>Of the encoding and of the model: raised whenever a token that was written before
    /// would lead somewhere else.</summary>
    public const int Version = 1;

    internal const char Common = 'v', Wide = 'w';

    private const int MostSteps = 10_000;

    /// <summary>True when the text is meant to be a token rather than a list of steps.</summary>
    public static bool IsToken(string text) => TokenText.LooksLikeToken(text);

    /// <summary>Writes an order.</summary>
    /// <param name="start">The kernel at power-on.</param>
    /// <param name="steps">Every step from there; where they end before the boot has settled,
    /// the token stands for the order that goes on quietly.</param>
    /// <returns>Letters, digits, <c>.</c>, <c>-</c> and <c>_</c>: at most
    /// <see cref="MostCharacters"/> of them, unless it begins with w.</returns>
    /// <exception cref="ArgumentException">A step can not happen when its turn
    /// comes.</exception>
    public static string Of(Kernel start, IReadOnlyList<KernelStep> steps)
    {
        var bits = new SextetWriter();
        var (kernel, passed) = (start, 0);
        foreach (var step in steps)
        {
            var choice = Choice.At(kernel);
            var taken = choice.Enabled.IndexOf(step);
            if (taken < 0)
                throw new ArgumentException($"'{step.Title}' can not happen now", nameof(steps));
            if (taken == choice.Quiet)
            {
                passed += choice.IsOpen ? 1 : 0;
            }
            else
            {
                bits.WriteGamma(passed + 1);
                bits.Write(taken < choice.Quiet ? taken : taken - 1, choice.BitsOfOther);
                passed = 0;
            }

            kernel = Forget(step.Run(kernel));
        }

        return TokenText.Write(BootFingerprint.Of(start.Boot), bits.ToString());
    }

    /// <summary>Reads a token and follows it.</summary>
    /// <param name="text">The token.</param>
    /// <param name="start">The kernel at power-on.</param>
    public static OrderReading Read(string text, Kernel start)
    {
        switch (TokenText.Read(text))
        {
            case TokenReading.Refused refused:
                return new OrderReading.Refused(refused.Reason);
            case TokenReading.Parts parts:
                var expected = BootFingerprint.Of(start.Boot);
                if (parts.Fingerprint.Machine != expected.Machine)
                    return new OrderReading.Refused(new OrderRefusal.OtherMachine());
                return parts.Fingerprint.Kernel == expected.Kernel
                    ? Follow(new SextetReader(parts.Deviations), start)
                    : new OrderReading.Refused(new OrderRefusal.OtherKernel());
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static OrderReading Follow(SextetReader bits, Kernel start)
    {
        var steps = new List<KernelStep>();
        var (kernel, chosen) = (start, 0);
        var passing = bits.ReadGamma() - 1; // below 0: no further deviation
        while (Choice.At(kernel) is { Enabled.Count: > 0 } choice)
        {
            if (steps.Count == MostSteps)
                throw new InvalidOperationException($"no end after {MostSteps} steps");
            var taken = choice.Quiet;
            if (choice.IsOpen && passing-- == 0)
            {
                taken = bits.Read(choice.BitsOfOther);
                taken += taken < choice.Quiet ? 0 : 1;
                passing = bits.ReadGamma() - 1;
                chosen = steps.Count + 1;
            }

            if (taken >= choice.Enabled.Count)
                return Impossible(steps.Count + 1);
            steps.Add(choice.Enabled[taken]);
            kernel = Schedule.Take(kernel, steps[^1]);
        }

        return passing < 0 && bits.IsAtEnd
            ? new OrderReading.Followed([.. steps], kernel, chosen)
            : Impossible(steps.Count + 1);
    }

    private static OrderReading.Refused Impossible(int step) =>
        new(new OrderRefusal.Impossible(step));

    private static Kernel Forget(Kernel kernel) => kernel with { Journal = Journal.Empty };

    /// <summary>What can happen at one moment.</summary>
    /// <param name="Enabled">As <see cref="Schedule.Enabled"/> has them.</param>
    /// <param name="Quiet">The index of the quiet machine's step; -1 at the end.</param>
    private sealed record Choice(List<KernelStep> Enabled, int Quiet)
    {
        public bool IsOpen => Enabled.Count > 1;

        public int BitsOfOther => SextetWriter.BitsFor(Enabled.Count - 1);

        public static Choice At(Kernel kernel)
        {
            List<KernelStep> enabled = [.. Schedule.Enabled(kernel)];
            var quiet = Schedule.QuietChoice(kernel);
            return new Choice(enabled, quiet is null ? -1 : enabled.IndexOf(quiet));
        }
    }
}
