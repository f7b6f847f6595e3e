using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Owners.Life;

/// <summary>The same machine with one thing changed.</summary>
internal static class MachineChange
{
    extension(Machine machine)
    {
        /// <summary>Soft Reserved entries that lie in the range become ordinary memory.</summary>
        public Machine WithoutMark(AddressRange range) => machine with
        {
            MemoryMap = machine.MemoryMap.Replace(
                entry => entry.Type == MemoryType.SoftReserved && entry.Range.Overlaps(range),
                entry => entry with { Type = MemoryType.Usable }),
        };

        /// <summary>The range is Soft Reserved, whatever else firmware says of it.</summary>
        public Machine WithMark(AddressRange range) => machine with
        {
            MemoryMap = machine.MemoryMap.Add(
                new MemoryMapEntry(range, MemoryType.SoftReserved)),
        };

        /// <summary>A Soft Reserved entry is cut into pieces; null when firmware marks no such
        /// entry.</summary>
        public Machine? WithMarks(AddressRange old, ValueList<AddressRange> pieces)
        {
            var index = machine.MemoryMap.FindIndex(
                entry => entry.Type == MemoryType.SoftReserved && entry.Range == old);
            return index < 0
                ? null
                : machine with
                {
                    MemoryMap =
                    [
                        .. machine.MemoryMap.RemoveAt(index),
                        .. pieces.Select(
                            piece => new MemoryMapEntry(piece, MemoryType.SoftReserved)),
                    ],
                };
        }

        /// <summary>No window overlaps the range; null without CEDT.</summary>
        public Machine? WithoutWindow(AddressRange range) => machine.Cedt is not { } cedt
            ? null
            : machine with
            {
                Cedt = cedt with
                {
                    Windows = cedt.Windows.Without(
                        window => RangeOf(window)?.Overlaps(range) == true),
                },
            };

        /// <summary>The decoders of some cards for a range are committed or not; the cards are
        /// plugged in.</summary>
        public Machine WithDecoders(
            AddressRange range, ValueList<string> cards, bool areCommitted) => machine with
            {
                Cxl = machine.Cxl with
                {
                    Memdevs = machine.Cxl.Memdevs.Replace(
                        card => areCommitted && cards.AsSpan().Contains(card.Name),
                        card => card with { IsPresent = true }),
                    Decoders = machine.Cxl.Decoders.Replace(
                        setting => setting.Range == range
                            && cards.AsSpan().Contains(setting.Memdev),
                        setting => setting with { IsCommitted = areCommitted }),
                },
            };

        /// <summary>One committed interleave set over the range, in place of all that overlap it,
        /// on cards that are large enough; null when no window contains the range or no card can
        /// back it.</summary>
        public Machine? WithCxlRegionOver(AddressRange range)
        {
            if (machine.Cedt?.Windows.FirstOrDefault(
                    each => RangeOf(each)?.Contains(range) == true) is not { } window
                || InterleaveCode.ToWays(window.EncodedWays) is not { } ways
                || range.Size.Bytes % (uint)ways != 0
                || machine.CardsBehind(window, ways) is not { } cards)
                return null;
            var granularity =
                InterleaveCode.ToGranularity(window.EncodedGranularity)
                    ?? InterleaveCode.SmallestGranularity;
            var kept = machine.Cxl.Decoders.Without(
                setting => setting.Range.Overlaps(range));
            var added = cards.Select((card, position) => new EndpointDecoderSetting(
                card, range, ways, granularity, position, IsCommitted: true, Dpa: null,
                IsLocked: false, PartitionMode.Ram));
            ValueList<EndpointDecoderSetting> decoders =
                [.. kept.Concat(added).Select(setting => setting with { Dpa = null })];
            return machine with
            {
                Cxl = machine.Cxl with
                {
                    Decoders = decoders,
                    Memdevs = machine.Cxl.Memdevs.Replace(
                        card => cards.Contains(card.Name),
                        card => LargeEnough(card, decoders)),
                },
            };
        }

        /// <summary>A new proximity domain for the range.</summary>
        public Machine? WithSrat(AddressRange range)
        {
            if (machine.Srat is not { } srat)
                return null;
            var domain = srat.Memory.Select(memory => memory.ProximityDomain)
                .Concat(srat.ProcessorDomains).DefaultIfEmpty().Max() + 1;
            return machine with
            {
                Srat = srat with
                {
                    Memory = srat.Memory.Add(new MemoryAffinity(
                        domain, range.Start, range.Size.ToUInt64(),
                        MemoryAffinityFlags.Enabled | MemoryAffinityFlags.HotPluggable)),
                },
            };
        }

        /// <summary>The module is installed and udev loads it.</summary>
        public Machine WithModule(string name) => machine with
        {
            Kernel = machine.Kernel with
            {
                HasAutoload = true,
                MissingModules = machine.Kernel.MissingModules.Without(each => each == name),
                LoadByHand = machine.Kernel.LoadByHand.Without(each => each == name),
            },
        };

        /// <summary>The module is not installed.</summary>
        public Machine WithoutModule(string name) => machine with
        {
            Kernel = machine.Kernel with
            {
                MissingModules = machine.Kernel.MissingModules.Add(name),
            },
        };

        private List<string>? CardsBehind(FixedMemoryWindow window, int ways)
        {
            var cards = new List<string>();
            for (var way = 0; way < ways && way < window.Targets.Count; way++)
            {
                var bridge = machine.Cxl.HostBridges.FirstOrDefault(
                    each => each.Uid == window.Targets[way]);
                var card = CardsIn(bridge?.Ports ?? []).FirstOrDefault(
                    name => machine.Cxl.FindMemdev(name) is { IsPresent: true, Type: 3 }
                        && !cards.Contains(name));
                if (card is null)
                    return null;
                cards.Add(card);
            }

            return cards;
        }
    }

    private static AddressRange? RangeOf(FixedMemoryWindow window) => AddressRange.TryMakeSized(
        window.Base.Value, new ByteSize(window.Size), out var range) ? range : null;

    private static Memdev LargeEnough(Memdev card, ValueList<EndpointDecoderSetting> decoders)
    {
        UInt128 needed = 0;
        foreach (var setting in decoders)
            if (setting.Memdev == card.Name && setting.Mode == PartitionMode.Ram)
                needed += setting.Range.Size.Bytes / (uint)setting.Ways;
        return needed > card.Volatile.Bytes ? card with { Volatile = new ByteSize(needed) } : card;
    }

    private static IEnumerable<string> CardsIn(ValueList<DownstreamPort> ports) =>
        ports.SelectMany(port => port switch
        {
            DownstreamPort.Card card => [card.Name],
            DownstreamPort.Switch inner => CardsIn(inner.Ports),
            DownstreamPort.Empty => (IEnumerable<string>)[],
            _ => throw new System.Diagnostics.UnreachableException(),
        });
}
