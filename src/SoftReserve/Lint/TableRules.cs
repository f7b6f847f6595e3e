using SoftReserve.Addresses;
using SoftReserve.Firmware.Acpi;
using static System.FormattableString;

namespace SoftReserve.Lint;

/// <summary>Tables that contradict themselves before anything is compared.</summary>
internal static class TableRules
{
    public static ValueList<LintRule> All { get; } =
    [
        new("L01", "table-checksum", LintSeverity.Warning,
            "The bytes of an ACPI table do not add up to 0.")
        {
            Find = view => Damage(view, isChecksum: true),
        },
        new("L02", "table-damaged", LintSeverity.Error,
            "A structure of an ACPI table is cut off, too short, or promises more than it has.")
        {
            Find = view => Damage(view, isChecksum: false),
        },
    ];

    private static IEnumerable<Contradiction> Damage(LintView view, bool isChecksum) =>
        from damage in view.Subject.Damage
        where damage.Problem.Id == TableProblemId.WrongChecksum == isChecksum
        select new Contradiction(
            [new LintField(Kind(damage.Table), null, Invariant($"byte {damage.Problem.Offset}"),
                damage.Problem.What)],
            $"{damage.Table} contradicts itself: {damage.Problem.What}",
            Outcome.Always(Consequence(damage.Table, isChecksum)));

    private static string Consequence(string table, bool isChecksum) => (table, isChecksum) switch
    {
        (_, true) => "ACPI complains and uses the table all the same",
        ("HMAT", _) => "the kernel ignores the whole HMAT, so every Soft Reserved entry is one "
            + "candidate of HMEM",
        _ => "the kernel drops the structure or what is behind it; the tables here are linted "
            + "as far as they can be read",
    };

    private static LintTable Kind(string table) => table switch
    {
        "SRAT" => LintTable.Srat,
        "HMAT" => LintTable.Hmat,
        "SLIT" => LintTable.Slit,
        _ => LintTable.Cedt,
    };
}
