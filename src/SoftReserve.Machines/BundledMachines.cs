using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Diagnostics;

namespace SoftReserve.Machines;

/// <summary>The machine files of <c>machines/</c>, which are part of the program.</summary>
public static class BundledMachines
{
    private const string Prefix = "machines/";
    private const string Suffix = ".yaml";

    /// <summary>Every bundled machine, in ordinal order.</summary>
    public static ValueList<string> Names { get; } =
        [.. typeof(BundledMachines).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>The text of the machine file; null when no bundled machine has that
    /// name.</summary>
    public static string? TryReadText(string name)
    {
        using var stream = typeof(BundledMachines).Assembly
            .GetManifestResourceStream(FileNameOf(name));
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The machine; null when no bundled machine has that name.</summary>
    public static ReadResult<Machine>? TryRead(string name) =>
        TryReadText(name) is { } text ? MachineFile.Read(text, FileNameOf(name)) : null;

    /// <summary>The nearest names, as <see cref="Suggestion"/> finds them; empty when none is
    /// near.</summary>
    public static string SuggestionFor(string name) => Suggestion.For(name, Names);

    private static string FileNameOf(string name) => Prefix + name + Suffix;
}
