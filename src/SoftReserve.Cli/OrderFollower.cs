using System.Diagnostics;
using SoftReserve.Addresses;
using SoftReserve.Orders;

namespace SoftReserve.Cli;

/// <summary>Boots along what a user gives as an order: a token, or a list of steps.</summary>
internal static class OrderFollower
{
    /// <summary>The kernel once nothing is left to do; null when the order cannot happen, which
    /// has been told then.</summary>
    /// <param name="start">The kernel at power-on.</param>
    /// <param name="typed">What the user gave; null for the order of the recording, or the quiet
    /// one.</param>
    /// <param name="recorded">The recording's order, if there is one.</param>
    /// <param name="terminal">Where problems are told.</param>
    public static Kernel? Run(
        Kernel start, string? typed, ValueList<string> recorded, Terminal terminal) => typed switch
        {
            null => List(start, recorded, skipsImpossible: true, terminal),
            _ when OrderToken.IsToken(typed) => Token(start, typed, terminal),
            _ => List(
                start, [.. typed.Split(',', StringSplitOptions.TrimEntries)],
                skipsImpossible: false, terminal),
        };

    private static Kernel? Token(Kernel start, string token, Terminal terminal)
    {
        switch (OrderToken.Read(token, start))
        {
            case OrderReading.Followed followed:
                return followed.End;
            case OrderReading.Refused refused:
                terminal.Error.WriteLine($"softreserve: the order {refused.Because.Reason}");
                return null;
            default:
                throw new UnreachableException();
        }
    }

    private static Kernel? List(
        Kernel start, ValueList<string> order, bool skipsImpossible, Terminal terminal)
    {
        switch (Schedule.Run(start, order, skipsImpossible))
        {
            case Scheduled.Settled settled:
                return settled.Kernel;
            case Scheduled.Forbidden stuck:
                terminal.Error.WriteLine(
                    $"softreserve: the order cannot happen: nothing leads to '{stuck.Token}'");
                return null;
            default:
                throw new UnreachableException();
        }
    }
}
