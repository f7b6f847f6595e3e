using System.Globalization;
using SoftReserve.Addresses;

namespace SoftReserve.Generations;

/// <summary>Every generation by the names that people use.</summary>
public static class Catalogue
{
    private const int OldestMinorOf6 = 3, NewestMinorOf6 = 19, NewestMinorOf7 = 3;

    /// <summary>Oldest first.</summary>
    public static ValueList<Generation> All { get; } =
    [
        Legacy612.Choices, Kernel70.Choices, V4.Choices, V5.Choices, V6.Choices, V7.Choices,
        V8.Choices, Mainline.Kernel71, Mainline.Kernel72,
    ];

    /// <summary>The names of <see cref="All"/>, for messages.</summary>
    public static string Names => string.Join(", ", All.Select(generation => generation.Name));

    /// <summary>Finds a generation by its name, by <c>legacy</c> or <c>mainline</c>, or by any
    /// released version that it stands for, as 6.18 or 6.12.117.</summary>
    /// <returns>Null for anything else, versions before 6.3 included.</returns>
    public static Generation? Find(string name) => name switch
    {
        "legacy" => Legacy612.Choices,
        "mainline" => Mainline.Kernel72,
        _ => All.FirstOrDefault(generation => generation.Name == name) ?? OfRelease(name),
    };

    private static Generation? OfRelease(string version)
    {
        var parts = version.Split('.', '-');
        if (parts.Length < 2 || !TryNumber(parts[0], out var major)
            || !TryNumber(parts[1], out var minor))
            return null;
        return (major, minor) switch
        {
            (6, >= OldestMinorOf6 and <= NewestMinorOf6) => Legacy612.Choices,
            (7, 0) => Kernel70.Choices,
            (7, 1) => Mainline.Kernel71,
            (7, >= 2 and <= NewestMinorOf7) => Mainline.Kernel72,
            _ => null,
        };
    }

    private static bool TryNumber(string text, out int number) => int.TryParse(
        text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
