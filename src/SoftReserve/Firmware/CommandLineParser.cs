namespace SoftReserve.Firmware;

/// <summary>Reads one command line.</summary>
internal sealed class CommandLineParser(string text)
{
    private readonly List<MemmapDirective> _memmap = [];
    private readonly List<ModuleParameter> _moduleParameters = [];
    private readonly List<CommandLineProblem> _problems = [];
    private bool _noSoftReserve, _addsEfiMemmap, _isHmemDisabled;
    private string? _memhpDefaultState;
    private string[] _asyncProbeDrivers = [];

    public KernelCommandLine Parse()
    {
        var left = text.AsSpan();
        while (TryTakeWord(ref left, out var word) && word is not "--")
        {
            var equals = word.IndexOf('=');
            var name = equals < 0 ? word : word[..equals];
            Read(name.ToString().Replace('-', '_'),
                equals < 0 ? "" : word[(equals + 1)..].Trim('"').ToString(), equals >= 0);
        }

        return new KernelCommandLine(text, _noSoftReserve, _addsEfiMemmap, _memhpDefaultState,
            _isHmemDisabled, [.. _asyncProbeDrivers], [.. _memmap], [.. _moduleParameters],
            [.. _problems]);
    }

    private void Read(string name, string value, bool hasValue)
    {
        switch (name)
        {
            case "efi":
                _noSoftReserve |= value.Split(',').Contains("nosoftreserve");
                break;
            case "add_efi_memmap":
                _addsEfiMemmap = true;
                break;
            case "memhp_default_state":
                ReadDefaultState(value);
                break;
            case "driver_async_probe":
                _asyncProbeDrivers = value.Split(',', StringSplitOptions.RemoveEmptyEntries);
                break;
            case "memmap":
                ReadMemmap(value);
                break;
            case "mem":
                ReadMem(value);
                break;
            default:
                ReadModuleParameter(name, value, hasValue);
                break;
        }
    }

    private void ReadDefaultState(string value)
    {
        if (value is "offline" or "online" or "online_kernel" or "online_movable")
            _memhpDefaultState = value;
        else
            Complain("memhp_default_state=" + value,
                "offline, online, online_kernel or online_movable");
    }

    private void ReadMemmap(string value)
    {
        foreach (var element in value.Split(','))
        {
            if (MemmapParser.Read(element, out var expected) is { } directive)
                _memmap.Add(directive);
            if (expected is not null)
                Complain("memmap=" + element, expected);
        }
    }

    private void ReadMem(string value)
    {
        var rest = value.AsSpan();
        if (value == "nopentium")
            return;
        if (KernelNumber.TryTakeSize(ref rest, out var size) && size > 0)
            _memmap.Add(MemmapParser.RamLimit(size));
        else
            Complain("mem=" + value, "a size above 0, as in 4G");
    }

    private void ReadModuleParameter(string name, string value, bool hasValue)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0)
            return;
        _moduleParameters.Add(new ModuleParameter(name[..dot], name[(dot + 1)..], value));
        if (name != "device_hmem.disable")
            return;
        if (!hasValue || IsTrue(value))
            _isHmemDisabled = true;
        else if (IsFalse(value))
            _isHmemDisabled = false;
        else
            Complain($"{name}={value}", "y, n, 1, 0, on or off");
    }

    // the kernel looks at the first character, and at the second after an o
    private static bool IsTrue(string value) =>
        value.Length > 0 && "yYtT1".Contains(value[0], StringComparison.Ordinal)
        || value.StartsWith("on", StringComparison.OrdinalIgnoreCase);

    private static bool IsFalse(string value) =>
        value.Length > 0 && "nNfF0".Contains(value[0], StringComparison.Ordinal)
        || value.StartsWith("of", StringComparison.OrdinalIgnoreCase);

    private void Complain(string what, string expected) =>
        _problems.Add(new CommandLineProblem(what, expected));

    private static bool TryTakeWord(ref ReadOnlySpan<char> left, out ReadOnlySpan<char> word)
    {
        left = left.TrimStart();
        var end = 0;
        for (var isQuoted = false; end < left.Length; end++)
        {
            if (left[end] == '"')
                isQuoted = !isQuoted;
            else if (char.IsWhiteSpace(left[end]) && !isQuoted)
                break;
        }

        word = left[..end].Trim('"');
        left = left[end..];
        return end > 0;
    }
}
