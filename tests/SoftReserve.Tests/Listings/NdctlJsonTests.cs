using SoftReserve.Addresses;
using SoftReserve.Listings;
using Xunit;

namespace SoftReserve.Tests.Listings;

public sealed class NdctlJsonTests
{
    private static readonly NdctlJson One = new NdctlJson.Object(
    [
        new("path", new NdctlJson.Text("/a")),
        new("size", new NdctlJson.Size(ByteSize.MiB(512))),
        new("align", new NdctlJson.Size(ByteSize.MiB(2))),
        new("start", new NdctlJson.Hex(0x110000000)),
        new("offset", new NdctlJson.Hex(0)),
        new("id", new NdctlJson.Number(-1)),
        new("movable", new NdctlJson.Flag(false)),
        new("none", new NdctlJson.List([])),
    ]);

    [Fact]
    public void Machines_read_numbers() =>
        Assert.Equal(
            """
            [
              {
                "path":"\/a",
                "size":536870912,
                "align":2097152,
                "start":4563402752,
                "offset":0,
                "id":-1,
                "movable":false,
                "none":[]
              }
            ]

            """, NdctlJson.Print([One], isHuman: false));

    [Fact]
    [Trait("Rule", "R72")]
    [Trait("Rule", "R73")]
    public void People_read_units_and_no_list_around_a_single_result() =>
        Assert.Equal(
            """
            {
              "path":"\/a",
              "size":"512.00 MiB (536.87 MB)",
              "align":2097152,
              "start":"0x110000000",
              "offset":"0",
              "id":-1,
              "movable":false,
              "none":[]
            }

            """, NdctlJson.Print([One], isHuman: true));

    [Fact]
    [Trait("Rule", "R72")]
    public void Two_results_keep_their_list() =>
        Assert.StartsWith(
            "[\n  {\n    \"path\"", NdctlJson.Print([One, One], isHuman: true),
            StringComparison.Ordinal);

    [Fact]
    public void No_result_is_an_empty_list_for_machines_and_nothing_for_people()
    {
        Assert.Equal("[]\n", NdctlJson.Print([], isHuman: false));
        Assert.Equal("", NdctlJson.Print([], isHuman: true));
    }

    [Theory]
    [InlineData("a\"b\\c", """a\"b\\c""")]
    [InlineData("\n\t\u0001", """\n\t\u0001""")]
    [InlineData("\b\f\r", """\b\f\r""")]
    public void Letters_with_a_meaning_are_escaped(string text, string expected) =>
        Assert.Equal(
            $"\"{expected}\"\n", NdctlJson.Print([new NdctlJson.Text(text)], isHuman: true));
}
