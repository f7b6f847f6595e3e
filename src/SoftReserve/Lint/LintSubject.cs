using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;

namespace SoftReserve.Lint;

/// <summary>What is linted: a machine, and what was already odd about its tables.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Order">Tokens of the order in which its recording says that things happened;
/// empty for the default.</param>
/// <param name="Damage">What the decoders of binary tables complained about.</param>
public sealed record LintSubject(
    Machine Machine, ValueList<string> Order, ValueList<TableDamage> Damage);

/// <summary>Something that contradicts itself inside a binary table.</summary>
/// <param name="Table">Signature: <c>CEDT</c>.</param>
/// <param name="Problem">What, and where.</param>
public sealed record TableDamage(string Table, TableProblem Problem);
