using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Memory;

/// <summary>Decides one layout.</summary>
/// <remarks>Kernel: <c>acpi_numa_init()</c>, drivers/acpi/numa/srat.c;
/// <c>numa_memblks_init()</c>, mm/numa_memblks.c.</remarks>
internal sealed class NumaLayoutBuilder
{
    private const int PageSize = 4096;

    // built with NODES_SHIFT=10: as many domains, twice as many blocks
    private const int MostDomains = 1024, MostBlocks = 2048;

    private readonly NumaOptions _options;
    private readonly List<AddressRange> _ram = [];
    private readonly List<NumaDomain> _domains = [];
    private readonly Dictionary<uint, int> _nodes = [];
    private readonly List<NumaBlock> _reserved = [];
    private List<NumaBlock> _blocks = [];
    private NumaFallback? _fallback;

    public NumaLayoutBuilder(E820Table e820, NumaOptions options)
    {
        _options = options;
        foreach (var range in e820.Usable)
            if (range.AlignInward(PageSize) is { } pages)
                _ram.Add(pages);
    }

    public NumaLayout Build(Srat? srat, Slit? slit, Cedt? cedt)
    {
        ReadSrat(srat);
        if (_fallback is null && _options.WindowsGetNodes && cedt is not null)
            ReadWindows(cedt.Windows);
        if (_fallback is null)
            SetNonRamApart();
        var firstNode = _blocks is [var first, ..] ? first.Node : 0;
        var joins = _fallback is null ? NumaLayoutJoining.Join(ref _blocks, ref _fallback) : [];
        if (_fallback is null)
            CheckCoverage();
        if (_fallback is not null)
            return OneNode(_fallback);
        return new NumaLayout([.. _domains], [.. _blocks], [.. _reserved], ProcessorNodes(),
            joins, firstNode, null, slit is { IsUsable: true } ? slit : null)
        {
            Options = _options,
        };
    }

    private ValueList<int> ProcessorNodes()
    {
        List<int> nodes = [];
        for (var node = 0; node < _domains.Count; node++)
            if (_domains[node].HasProcessors)
                nodes.Add(node);
        return [.. nodes];
    }

    private NumaLayout OneNode(NumaFallback fallback) =>
        new([new NumaDomain(0, false, true)],
            _ram is [.., var last]
                ? [new NumaBlock(new AddressRange(new Hpa(0), last.End), 0)] : [],
            [], [0], [], 0, fallback, null)
        {
            Options = _options,
        };

    private void ReadSrat(Srat? srat)
    {
        if (srat is null)
        {
            _fallback = new NumaFallback.NoTable();
            return;
        }

        foreach (var domain in srat.ProcessorDomains)
            MapDomain(domain, hasProcessors: true);
        foreach (var domain in srat.InitiatorDomains)
            MapDomain(domain);
        var hasMemory = false;
        foreach (var memory in srat.Memory)
        {
            hasMemory |= memory.IsEnabled;
            if (memory.IsEnabled && MapDomain(memory.ProximityDomain) is { } node
                && memory.Range is { } range)
                AddBlock(_blocks, new NumaBlock(range, node));
        }

        if (!hasMemory)
            _fallback ??= new NumaFallback.NoTable();
    }

    private int? MapDomain(uint domain, bool isMadeUp = false, bool hasProcessors = false)
    {
        if (_nodes.TryGetValue(domain, out var known))
            return known;
        if (_domains.Count == MostDomains || domain >= MostDomains)
        {
            _fallback = new NumaFallback.TooMany();
            return null;
        }

        var node = _domains.Count;
        _domains.Add(new NumaDomain(domain, isMadeUp, hasProcessors));
        _nodes.Add(domain, node);
        return node;
    }

    private void AddBlock(List<NumaBlock> blocks, NumaBlock block)
    {
        if (blocks.Count < MostBlocks)
            blocks.Add(block);
        else
            _fallback = new NumaFallback.TooMany();
    }

    // a window that no block touches gets a node of its own: the next domain above all others
    private void ReadWindows(ValueList<FixedMemoryWindow> windows)
    {
        uint domain = 0;
        foreach (var known in _domains)
            domain = Math.Max(domain, known.ProximityDomain + 1);
        foreach (var window in windows)
        {
            var isRange = AddressRange.TryMakeSized(
                window.Base.Value, new ByteSize(window.Size), out var range);
            if (isRange && NumaLayoutJoining.TryFill(_blocks, range))
                continue;
            if (domain >= MostDomains || MapDomain(domain++, isMadeUp: true) is not { } node)
                return;
            if (isRange)
                AddBlock(_options.FakeNodesAreReserved ? _reserved : _blocks,
                    new NumaBlock(range, node));
        }
    }

    // kernel: numa_cleanup_meminfo(), first half
    private void SetNonRamApart()
    {
        List<NumaBlock> online = [];
        foreach (var block in _blocks)
            if (!TouchesRam(block.Range))
                _reserved.Add(block);
            else
                online.Add(WithinRam(block));
        _blocks = online;
    }

    private NumaBlock WithinRam(NumaBlock block)
    {
        AddressRange range = block.Range, ram = new(_ram[0].Start, _ram[^1].End);
        if (range.End > ram.End)
            _reserved.Add(block with
            {
                Range = new AddressRange(ram.End.Plus(1), range.End),
            });
        return block with { Range = range.Intersect(ram) ?? range };
    }

    // RAM ascends: the first range that does not end below the block decides
    private bool TouchesRam(AddressRange range)
    {
        int low = 0, high = _ram.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_ram[middle].End < range.Start)
                low = middle + 1;
            else
                high = middle;
        }

        return low < _ram.Count && _ram[low].Overlaps(range);
    }

    // kernel: memblock_validate_numa_coverage(), mm/memblock.c
    private void CheckCoverage()
    {
        UInt128 ram = 0, covered = 0;
        var next = 0;
        foreach (var range in _ram)
        {
            ram += range.Size.Bytes;
            while (next < _blocks.Count && _blocks[next].Range.End < range.Start)
                next++;
            for (var at = next; at < _blocks.Count && _blocks[at].Range.Start <= range.End; at++)
                covered += _blocks[at].Range.Intersect(range)?.Size.Bytes ?? 0;
        }

        if (ram - covered >= ByteSize.MiB(1).Bytes)
            _fallback = new NumaFallback.RamUncovered(
                new ByteSize(ram - covered), new ByteSize(ram));
    }
}
