using System.Text;
using SoftReserve.Machines.Captures;

namespace SoftReserve.Machines.Tests.Captures;

/// <summary>Recordings come from strangers: whatever is wrong with one is told, never
/// thrown.</summary>
public sealed class HostileRecordingTests
{
    private const string Sample = "v4/c-missing-member.cxlfirst";

    private static readonly ICaptureFiles Files = RecordedCorpus.Open(Sample);

    public static TheoryData<string> Paths => [.. Files.Paths];

    [Theory]
    [MemberData(nameof(Paths))]
    public void Any_one_file_may_be_missing(string path)
    {
        var read = CaptureReader.Read(RecordedCorpus.Without(Files, path));

        Assert.True(read.IsRead || !read.Diagnostics.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Any_one_file_may_end_anywhere(string path)
    {
        var whole = Files.TryRead(path, int.MaxValue)!;
        for (var length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 40))
        {
            var read = CaptureReader.Read(RecordedCorpus.With(Files, path, whole[..length]));

            Assert.True(read.IsRead || !read.Diagnostics.IsEmpty);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Any_one_file_may_be_garbage(string path)
    {
        var random = new Random(path.Length);
        var garbage = new byte[5000];
        for (var round = 0; round < 5; round++)
        {
            random.NextBytes(garbage);
            var read = CaptureReader.Read(RecordedCorpus.With(Files, path, garbage));

            Assert.True(read.IsRead || read.Diagnostics.Any(problem => problem.File == path));
        }
    }

    [Theory]
    [InlineData("dmesg.txt")]
    [InlineData("cmdline.txt")]
    [InlineData("notes.md")]
    [InlineData("cxl-list.json")]
    public void Any_byte_may_have_changed(string path)
    {
        var whole = Files.TryRead(path, int.MaxValue)!;
        var random = new Random(7);
        for (var round = 0; round < 100; round++)
        {
            var changed = whole.ToArray();
            for (var count = 0; count < 20; count++)
                changed[random.Next(changed.Length)] = (byte)random.Next(1, 256);
            var files = RecordedCorpus.With(Files, path, changed);

            CaptureReader.Read(files);
            CaptureReader.Read(RecordedCorpus.Without(files, "cmdline.txt"));
        }
    }

    [Fact]
    public void A_truncated_table_is_told_with_its_file()
    {
        var table = Files.TryRead("acpi/CEDT.bin", int.MaxValue)!;
        var read = CaptureReader.Read(
            RecordedCorpus.With(Files, "acpi/CEDT.bin", table[..50]));

        Assert.All(read.Diagnostics.Where(problem => problem.File != "notes.md"),
            problem => Assert.Equal("acpi/CEDT.bin", problem.File));
        Assert.StartsWith("acpi/CEDT.bin:1:1: SR02", read.Diagnostics[0].ToString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mkregion 0x120000000 1 a0", "no CXL window begins there")]
    [InlineData("mkregion 0x110000000 1 a7", "the serial numbers are not those of as many")]
    [InlineData("mkregion 0x110000000 2 a0", "the serial numbers are not those of as many")]
    [InlineData("hdm_uncommit $(hdmbase $(epof a1)) 3", "no such decoder")]
    [InlineData("hdm_rebase $(hdmbase $(epof a1)) 0 x", "no such decoder, or no such place")]
    [InlineData("rm -rf /", "not a command that programs decoders")]
    public void A_script_that_cannot_be_followed_is_told_with_its_line(string line, string why)
    {
        var notes = $"# test\n\nabout\n\n## stage 1\n    bios_cxl\n    {line}\n";
        var read = CaptureReader.Read(
            RecordedCorpus.With(Files, "notes.md", Encoding.UTF8.GetBytes(notes)));

        var problem = Assert.Single(read.Diagnostics);
        Assert.Equal(("notes.md", 7), (problem.File, problem.Line));
        Assert.Contains(why, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_that_is_full_takes_no_further_region()
    {
        var notes = "# t\n\n## stage 1\n"
            + string.Concat(Enumerable.Repeat("    mkregion 0x110000000 1 a0\n", 5));
        var read = CaptureReader.Read(
            RecordedCorpus.With(Files, "notes.md", Encoding.UTF8.GetBytes(notes)));

        var problem = Assert.Single(read.Diagnostics);
        Assert.Contains("no room in the window", problem.Message, StringComparison.Ordinal);
        Assert.Equal(8, problem.Line);
    }

    [Theory]
    [InlineData("-device cxl-rp,bus=nowhere,id=rp9", "SR0321")]
    [InlineData("-device cxl-type3,bus=rp0,id=d9,sn=0xff", "SR0321")]
    [InlineData("-device pxb-cxl,id=hb7", "SR0320")]
    [InlineData("-device cxl-type3,bus=rp1,volatile-memdev=gone,sn=1", "SR0320")]
    [InlineData("-device cxl-upstream,bus=ds,id=us -device cxl-downstream,bus=us,id=ds", "SR0321")]
    public void A_QEMU_line_that_makes_no_hardware_is_told(string options, string id)
    {
        var line = "qemu-system-x86_64 -m 1G -device pxb-cxl,bus_nr=12,id=hb0 \\\n"
            + "  -device cxl-rp,bus=hb0,id=rp0 -device cxl-rp,bus=hb0,id=rp1 \\\n"
            + "  -device cxl-type3,bus=rp0,id=d0,sn=1 \\\n  " + options + "\n";
        var read = CaptureReader.Read(CaptureFiles.FromMemory(
            "test", [KeyValuePair.Create("cmdline.txt", Encoding.UTF8.GetBytes(line))]));

        Assert.Contains(read.Diagnostics, problem => problem.Id == id && problem.Line == 4);
    }

    [Fact]
    public void Switches_in_a_long_chain_are_cut_off()
    {
        var line = new StringBuilder("qemu-system-x86_64 -m 1G -device pxb-cxl,bus_nr=1,id=hb ");
        line.Append("-device cxl-rp,bus=hb,id=p0 ");
        for (var level = 0; level < 1000; level++)
            line.Append($"-device cxl-upstream,bus=p{level},id=u{level} ")
                .Append($"-device cxl-downstream,bus=u{level},id=p{level + 1} ");
        var text = Encoding.UTF8.GetBytes(line.Replace(" -", " \\\n -").ToString());
        var read = CaptureReader.Read(CaptureFiles.FromMemory(
            "test", [KeyValuePair.Create("cmdline.txt", text)]));

        Assert.Contains(read.Diagnostics, problem => problem.Id == CaptureDiagnosticId.TooLarge);
        Assert.InRange(read.Diagnostics.Count, 1, CaptureLimits.Default.Diagnostics + 1);
    }

    [Fact]
    public void Ports_that_are_listed_again_and_again_are_walked_once()
    {
        var json = "{\"port\":\"p\",\"parent_dport\":\"x\",\"dports\":[]}";
        for (var level = 0; level < 8; level++)
            json = "{\"port\":\"p\",\"parent_dport\":\"x\",\"dports\":["
                + string.Join(',', Enumerable.Repeat("{\"dport\":\"x\",\"id\":0}", 500))
                + "],\"ports:p\":[" + json + "]}";
        json = "{\"bus\":\"root0\",\"ports:root0\":[" + json + ",{\"port\":\"q\",\"endpoints:q\":"
            + "[{\"endpoint\":\"e\",\"memdev\":{\"memdev\":\"mem0\",\"serial\":1}}]}]}";
        var files = RecordedCorpus.With(
            RecordedCorpus.Without(Files, "cmdline.txt"), "cxl-list.json",
            Encoding.UTF8.GetBytes(json));

        var machine = CaptureReader.Read(files).Value!.Machine;

        Assert.Single(machine.Cxl.HostBridges[0].Ports);
    }

    [Fact]
    public void JSON_that_is_too_deep_is_refused()
    {
        var deep = Encoding.UTF8.GetBytes(new string('[', 100_000));
        var files = RecordedCorpus.With(
            RecordedCorpus.Without(Files, "cmdline.txt"), "cxl-list.json", deep);

        var problem = Assert.Single(CaptureReader.Read(files).Diagnostics);
        Assert.Equal(CaptureDiagnosticId.BadCxlList, problem.Id);
    }

    [Theory]
    [InlineData("BIOS-e820: [mem 0x5-0x1] usable")]
    [InlineData("BIOS-e820: [mem 0x1] usable")]
    [InlineData("BIOS-e820: [mem 0x0-0xfff] wonderful")]
    [InlineData("BIOS-e820: ")]
    public void A_broken_line_of_the_memory_map_is_told(string line)
    {
        var log = Encoding.UTF8.GetBytes($"[0.0] Linux version 7.2.1\n[0.0] {line}\n");
        var problem = Assert.Single(CaptureReader.Read(CaptureFiles.FromMemory(
            "test", [KeyValuePair.Create("dmesg.txt", log)])).Diagnostics.Take(1));

        Assert.Equal((CaptureDiagnosticId.BadMemoryMap, 2), (problem.Id, problem.Line));
    }

    [Fact]
    public void A_folder_that_is_no_recording_is_told() => Assert.Equal(
        CaptureDiagnosticId.NothingHere,
        Assert.Single(CaptureReader.Read(CaptureFiles.FromMemory("x", [])).Diagnostics).Id);
}
