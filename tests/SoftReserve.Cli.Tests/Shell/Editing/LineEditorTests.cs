using SoftReserve.Cli.Shell.Editing;
using Xunit;

namespace SoftReserve.Cli.Tests.Shell.Editing;

/// <summary>Keys and what becomes of them.</summary>
public sealed class LineEditorTests
{
    [Theory]
    [InlineData("cxl lsit<Left><Left><Delete><Right>s<Enter>", "cxl lsts")]
    [InlineData("list<Home>cxl <End> -u<Enter>", "cxl list -u")]
    [InlineData("ist<C-a>l<C-e>!<Backspace><Enter>", "list")]
    [InlineData("one two<C-w>three<Enter>", "one three")]
    [InlineData("one two<C-u><C-y><C-y><Enter>", "one twoone two")]
    [InlineData("one two<M-b><C-k>2<Enter>", "one 2")]
    [InlineData("ab<C-b><C-d>c<Enter>", "ac")]
    [InlineData("e\u0301x<Left><Backspace><Enter>", "x")]
    [InlineData("\ud83d\ude00<Backspace>a<Enter>", "a")]
    public void Keys_edit_as_in_emacs(string keys, string line) =>
        Assert.Equal(new LineRead.Line(line), Read(keys, out _));

    [Fact]
    public void Ctrl_c_leaves_the_line_on_the_screen_and_asks_again()
    {
        Assert.IsType<LineRead.Interrupted>(Read("half a li<C-c>", out var console));
        Assert.Equal("# half a li^C", console.Screen.Text);
        Assert.Equal((1, 0), console.Screen.Cursor);
    }

    [Fact]
    public void Ctrl_d_ends_only_in_an_empty_line()
    {
        Assert.IsType<LineRead.Ended>(Read("<C-d>", out _));
        Assert.Equal(new LineRead.Line("b"), Read("ab<Home><C-d><Enter>", out _));
        Assert.IsType<LineRead.Ended>(Read("typed until the terminal went", out _));
    }

    [Theory]
    [InlineData(38)]
    [InlineData(39)]
    [InlineData(77)]
    [InlineData(78)]
    [InlineData(200)]
    public void A_line_of_any_length_wraps_and_can_be_edited_at_its_start(int length)
    {
        var text = new string('x', length);
        Read(text + "<Home>y<Enter>", out var console);
        var shown = "# y" + text;
        Assert.Equal(
            string.Join('\n', shown.Chunk(40).Select(row => new string(row))), console.Screen.Text);
        Assert.Equal(((shown.Length + 39) / 40, 0), console.Screen.Cursor);
    }

    [Fact]
    public void A_shorter_line_leaves_nothing_of_a_longer_one()
    {
        Read(new string('x', 100) + "<C-u>done<Enter>", out var console);
        Assert.Equal("# done", console.Screen.Text);
    }

    [Fact]
    public void Wide_characters_move_the_cursor_by_two_columns()
    {
        Assert.Equal((0, 4), Columns.After("\u8a18\u61b6", 40));
        Assert.Equal((1, 2), Columns.After("ab\u8a18", 3));
        Assert.Equal((0, 1), Columns.After("e\u0301", 40));
    }

    [Fact]
    public void Up_and_down_walk_through_what_was_typed_and_back_to_the_unfinished_line()
    {
        var editor = Editor("one<Enter>two<Enter>two<Enter>thr<Up><Up><Down><Down>ee<Enter>");
        Assert.Equal(["one", "two", "two", "three"], Lines(editor));
        Assert.Equal(["one", "two", "three"], editor.History.Lines);
    }

    [Fact]
    public void Ctrl_r_finds_older_lines_and_enter_takes_one()
    {
        var editor = Editor(
            "cxl list<Enter>daxctl list<Enter>pwd<Enter><C-r>list<C-r><End> -u<Enter>");
        Assert.Equal("cxl list -u", Lines(editor)[^1]);
    }

    [Fact]
    public void Ctrl_r_says_that_it_finds_nothing_and_ctrl_c_goes_back()
    {
        var console = new ScriptedConsole("pwd<Enter>new<C-r>zz");
        var editor = new LineEditor(console, new NoWords());
        editor.ReadLine("# ", 0);
        editor.ReadLine("# ", 0);
        Assert.Contains(
            "(failed reverse-i-search)`zz':", console.Screen.Text, StringComparison.Ordinal);
        Assert.Equal("newer", Lines(Editor("pwd<Enter>new<C-r>pw<C-c>er<Enter>"))[^1]);
    }

    [Fact]
    public void Control_characters_of_pasted_text_do_not_reach_the_screen()
    {
        Assert.Equal(
            new LineRead.Line("ab[2Jc"), Read("a\u0007b\u001b[2Jc<Enter>", out var console));
        Assert.Equal("# ab[2Jc", console.Screen.Text);
    }

    [Fact]
    public void A_line_ends_growing_at_its_bound()
    {
        var line = EditedLine.Of(new string('x', EditedLine.Longest));
        Assert.Same(line, line.Insert("y"));
    }

    private static LineRead Read(string keys, out ScriptedConsole console)
    {
        console = new ScriptedConsole(keys);
        return new LineEditor(console, new NoWords()).ReadLine("# ", 0);
    }

    private static LineEditor Editor(string keys) => new(new ScriptedConsole(keys), new NoWords());

    private static List<string> Lines(LineEditor editor)
    {
        var lines = new List<string>();
        while (editor.ReadLine("# ", 0) is LineRead.Line line)
            lines.Add(line.Text);
        return lines;
    }

    private sealed class NoWords : ICompleter
    {
        public (int Start, IReadOnlyList<string> Words) Complete(string text) => (0, []);
    }
}
