using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using SoftReserve.Machines.Captures;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines.Tests.Captures;

public sealed class ArchiveTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_archive_reads_as_the_folder_that_was_packed(bool isCompressed)
    {
        const string Name = "v4/i5-cover-1.cxlfirst";
        var entries = RecordedCorpus.Contents(RecordedCorpus.Open(Name))
            .Select(pair => File($"i5-cover-1.cxlfirst/{pair.Key}", pair.Value));
        var packed = Pack(entries);

        var files = Open(isCompressed ? Zip(packed) : packed, "i5-cover-1.cxlfirst.tar.gz");

        var unpacked = CaptureReader.Read(files.Value!).Value!;
        var recorded = RecordedCorpus.Read(Name);
        Assert.Equal(recorded.Machine, unpacked.Machine);
        Assert.Equal(recorded.States, unpacked.States);
        Assert.Equal(recorded.Steps, unpacked.Steps);
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("a/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\outside.txt")]
    [InlineData("C:/outside.txt")]
    [InlineData("a\nb")]
    public void No_name_leads_out_of_the_archive(string name) =>
        Refused(Pack([File(name, [1])]), CaptureDiagnosticId.BadPath);

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.CharacterDevice)]
    [InlineData(TarEntryType.Fifo)]
    public void Only_plain_files_are_read(TarEntryType type)
    {
        var entry = new PaxTarEntry(type, "notes.md");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            entry.LinkName = "/etc/passwd";
        Refused(Pack([entry]), CaptureDiagnosticId.NotAFile);
    }

    [Fact]
    public void A_name_stands_for_one_file() => Refused(
        Pack([File("notes.md", [1]), File("./notes.md", [2])]), CaptureDiagnosticId.Twice);

    [Theory]
    [InlineData('0')]
    [InlineData('S')]
    [InlineData('L')]
    [InlineData('x')]
    public void A_header_that_claims_a_gigabyte_gets_no_memory(char type)
    {
        var header = Pack([File("notes.md", [])])[..512];
        header[156] = (byte)type;
        Encoding.ASCII.GetBytes("10000000000\0").CopyTo(header, 124);
        WriteChecksum(header);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Refused([.. header, .. new byte[1024]], CaptureDiagnosticId.BadArchive);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    [Fact]
    public void A_size_hidden_in_attributes_is_refused()
    {
        var attributes = Encoding.ASCII.GetBytes("19 size=1073741824\n");
        var archive = Pack([File("attributes", attributes), File("notes.md", [])]);
        archive[156] = (byte)'x';
        WriteChecksum(archive.AsSpan(0, 512));

        Refused(archive, CaptureDiagnosticId.BadArchive);
    }

    [Fact]
    public void A_small_file_that_unpacks_without_end_is_refused()
    {
        var limits = new CaptureLimits { ArchiveBytes = 1_000_000 };
        var bomb = Zip(new byte[20_000_000]);

        Assert.InRange(bomb.Length, 1, 400_000);
        Refused(bomb, CaptureDiagnosticId.TooLarge, limits);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused() => Refused(
        Pack([File("dmesg.txt", new byte[2000])]), CaptureDiagnosticId.TooLarge,
        new CaptureLimits { FileBytes = 1000 });

    [Fact]
    public void Too_many_entries_are_refused() => Refused(
        Pack(Enumerable.Range(0, 20).Select(each => File($"file{each}", []))),
        CaptureDiagnosticId.BadArchive,
        new CaptureLimits { Entries = 10 });

    [Fact]
    public void An_archive_may_end_anywhere_and_hold_anything()
    {
        var archive = Pack([File("notes.md", new byte[700]), File("dmesg.txt", new byte[10])]);
        var random = new Random(3);
        for (var length = 0; length < archive.Length; length += 37)
        {
            Open(archive[..length], "x.tar");
            var changed = archive.ToArray();
            changed[random.Next(1536)] ^= (byte)random.Next(1, 256);
            Open(changed, "x.tar");
            Open(Zip(changed)[..Math.Min(length, 60)], "x.tar.gz");
        }
    }

    private static void Refused(byte[] archive, string id, CaptureLimits? limits = null)
    {
        var read = Open(archive, "x.tar", limits);

        Assert.Equal(id, Assert.Single(read.Diagnostics).Id);
        Assert.Equal("x.tar", read.Diagnostics[0].File);
    }

    private static ReadResult<ICaptureFiles> Open(
        byte[] archive, string name, CaptureLimits? limits = null)
    {
        using var stream = new MemoryStream(archive);
        return CaptureFiles.OpenArchive(stream, name, limits);
    }

    private static PaxTarEntry File(string name, byte[] content) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

    private static byte[] Pack(IEnumerable<TarEntry> entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Pax, leaveOpen: true))
            foreach (var entry in entries)
                writer.WriteEntry(new UstarTarEntry(entry));
        return stream.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(content);
        return stream.ToArray();
    }

    private static void WriteChecksum(Span<byte> header)
    {
        header.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var each in header)
            sum += each;
        var text = Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ";
        Encoding.ASCII.GetBytes(text, header[148..]);
    }
}
