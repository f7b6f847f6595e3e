using SoftReserve.Generations;
using SoftReserve.Orders;
using Xunit;

namespace SoftReserve.Tests.Orders;

/// <summary>A token is refused wherever it does not belong.</summary>
public sealed class OrderRefusalTests
{
    private const string Alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private const int Noises = 80;

    private static readonly Boots Home = new("amd-three-windows");

    private static readonly string Token = TokenOf(seed: 1);

    [Fact]
    public void Another_machine_refuses_it()
    {
        var others = new[]
        {
            new Boots("amd-three-windows-short"),
            new Boots("one-window"),
            Home with { With = "cxl: {faults: [{range: 0x850000000-0x284fffffff, "
                + "fault: hmem-register-fails}]}\n" },
            Home with { With = "kernel: {missing-modules: [kmem]}\n" },
        };
        Assert.All(others, other =>
            Assert.Equal("belongs to another machine", Reason(Token, other)));
    }

    [Fact]
    public void Another_kernel_refuses_it()
    {
        var others = Catalogue.Standard.All
            .Where(generation => generation != Home.Generation)
            .Select(generation => Home with { Generation = generation })
            .Append(Home with { Config = "CXL_ACPI=y" })
            .Append(Home with { CommandLine = "memhp_default_state=offline" })
            .Append(Home with { Commands = ["modprobe kmem"] });
        Assert.All(others, other => Assert.StartsWith(
            "belongs to another kernel", Reason(Token, other), StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kernel_refuses_the_tokens_of_every_other()
    {
        var prefixes = Catalogue.Standard.All
            .Select(generation => OrderToken.Of(
                (Home with { Generation = generation }).Context().PowerOn(), []))
            .ToList();
        Assert.Equal(prefixes.Distinct(), prefixes);
    }

    [Theory]
    [InlineData("v2.", "is of version v2; this program's model reads version 1")]
    [InlineData("v01.", "is of version v01; this program's model reads version 1")]
    [InlineData("w9.", "is of version w9; this program's model reads version 1")]
    public void Another_version_is_named(string version, string reason) =>
        Assert.Equal(reason, Reason(version + Token[3..], Home));

    [Theory]
    [InlineData("", "is damaged at character 1: expected v1.")]
    [InlineData("mem0", "is damaged at character 1: expected v1.")]
    [InlineData("v1.", "is damaged at character 4: expected more")]
    [InlineData("v1.aaaaaaaa.b", "is damaged at character 14: expected more")]
    [InlineData("v1.aaaaaaaabbb", "is damaged at character 12: expected a dot")]
    [InlineData("v1.aaaa aaaa.bb", "is damaged at character 8: expected a letter, digit, - or _")]
    [InlineData("v1.aaaaaaaa.b\0", "is damaged at character 14: expected a letter, digit, - or _")]
    [InlineData("v1.aaaaaaaa.bbé", "is damaged at character 15: expected a letter, digit, - or _")]
    public void Damage_is_told_with_its_place(string token, string reason) =>
        Assert.Equal(reason, Reason(token, Home));

    [Fact]
    public void A_long_text_is_not_read()
    {
        Assert.Equal(
            "is damaged at character 81: expected the end",
            Reason("v1.aaaaaaaa." + new string('b', 1_000_000), Home));
        Assert.Equal(
            "is damaged at character 4097: expected the end",
            Reason("w1.aaaaaaaa." + new string('b', 1_000_000), Home));
    }

    [Fact]
    public void A_changed_lost_or_doubled_character_is_noticed()
    {
        for (var index = 3; index < Token.Length; index++)
        {
            Refused(Token.Remove(index, 1));
            Refused(Token.Insert(index, "x"));
            Refused(Token[..index] + (Token[index] == 'B' ? 'C' : 'B') + Token[(index + 1)..]);
        }
    }

    /// <summary>Deviations that the right check characters vouch for and this boot does not
    /// have.</summary>
    [Theory]
    [InlineData("_____________")]
    [InlineData("AAAAAAAAAB")]
    [InlineData("A")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA")]
    public void An_order_that_this_boot_can_not_take_is_refused_with_the_step(string deviations) =>
        Assert.Matches(
            @"^can not happen: nothing like its step \d+ is possible then$",
            Assert.IsType<OrderReading.Refused>(Forged(deviations).Reading).Because.Reason);

    [Fact]
    public void Noise_is_refused_or_is_an_order_that_writes_itself()
    {
        var start = Home.Context().PowerOn();
        var random = new Random(7);
        var followed = 0;
        for (var count = 0; count < Noises; count++)
        {
            var (token, reading) = Forged(string.Concat(Enumerable
                .Range(0, random.Next(1, 9))
                .Select(_ => Alphabet[random.Next(Alphabet.Length)])));
            if (reading is not OrderReading.Followed order)
                continue;
            followed++;
            Assert.Equal(token, OrderToken.Of(start, order.Steps));
        }

        Assert.InRange(followed, 1, Noises - 1);
    }

    // tries check characters until two fit
    private static (string Token, OrderReading Reading) Forged(string deviations)
    {
        var start = Home.Context().PowerOn();
        foreach (var first in Alphabet)
            foreach (var second in Alphabet)
            {
                var token = $"{Token[..12]}{first}{second}{deviations}";
                var reading = OrderToken.Read(token, start);
                if (reading is not OrderReading.Refused { Because: OrderRefusal.Mistyped })
                    return (token, reading);
            }

        throw new InvalidOperationException("no check characters fit");
    }

    private static void Refused(string token) => Assert.IsType<OrderReading.Refused>(
        OrderToken.Read(token, Home.Context().PowerOn()));

    private static string Reason(string token, Boots boots) =>
        Assert.IsType<OrderReading.Refused>(
            OrderToken.Read(token, boots.Context().PowerOn())).Because.Reason;

    private static string TokenOf(int seed)
    {
        var start = Home.Context().PowerOn();
        return OrderToken.Of(start, Walks.AtRandom(start, seed).Steps);
    }
}
