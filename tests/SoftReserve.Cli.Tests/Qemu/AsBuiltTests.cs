using SoftReserve.Cli.Qemu;
using SoftReserve.Configuration;
using SoftReserve.Firmware;
using SoftReserve.Firmware.Acpi;
using SoftReserve.Generations;
using SoftReserve.Machines;
using SoftReserve.Owners;
using Xunit;

namespace SoftReserve.Cli.Tests.Qemu;

/// <summary>The guest is the machine in small.</summary>
public sealed class AsBuiltTests
{
    public static TheoryData<string> Buildable =>
        [.. BundledMachines.Names.Where(name => Plan(name) is QemuPlan.Built)];

    [Theory]
    [MemberData(nameof(Buildable))]
    public void The_file_of_a_guest_describes_the_guest(string name)
    {
        var built = (QemuPlan.Built)Plan(name);
        var text = MachineFile.Write(built.AsBuilt);
        var read = MachineFile.Read(text, name + ".yaml");
        Assert.Empty(read.Diagnostics);
        Assert.DoesNotContain("# left out", text, StringComparison.Ordinal);
        Assert.Equal(built.AsBuilt, read.Value);
    }

    [Theory]
    [MemberData(nameof(Buildable))]
    public void A_guest_built_as_a_guest_is_itself(string name)
    {
        var once = ((QemuPlan.Built)Plan(name)).AsBuilt;
        var twice = Assert.IsType<QemuPlan.Built>(AsBuiltMachine.Of(once, null));
        Assert.Equal(1ul, twice.Scale);
        Assert.Equal(once, twice.AsBuilt);
        Assert.Equal(QemuOptions.Of(once), QemuOptions.Of(twice.AsBuilt));
    }

    [Theory]
    [MemberData(nameof(Buildable))]
    public void Every_kernel_gives_the_guests_memory_to_whom_it_gives_the_machines(string name)
    {
        var built = (QemuPlan.Built)Plan(name);
        foreach (var generation in Catalogue.Standard.All)
            Assert.Equal(
                (generation.Name, Owners(built.Original, generation)),
                (generation.Name, Owners(built.AsBuilt, generation)));
    }

    [Theory]
    [MemberData(nameof(Buildable))]
    public void A_table_that_replaces_firmwares_reads_as_the_guests(string name)
    {
        var guest = ((QemuPlan.Built)Plan(name)).AsBuilt;
        foreach (var (table, bytes) in OverriddenTables.Of(guest))
        {
            object? read = table switch
            {
                "CEDT" => CedtCodec.Decode(bytes) is { IsGood: true } good ? good.Table : null,
                "HMAT" => HmatCodec.Decode(bytes) is { IsGood: true } good ? good.Table : null,
                "SLIT" => SlitCodec.Decode(bytes) is { IsGood: true } good ? good.Table : null,
                _ => SratCodec.Decode(bytes) is { IsGood: true } good ? good.Table : null,
            };
            object? expected = table switch
            {
                "CEDT" => guest.Cedt,
                "HMAT" => guest.Hmat,
                "SLIT" => guest.Slit,
                _ => guest.Srat,
            };
            Assert.Equal(expected, read);
        }
    }

    private static QemuPlan Plan(string name) =>
        AsBuiltMachine.Of(BundledMachines.TryRead(name)!.Value!, null);

    private static string Owners(Machine machine, Generation generation)
    {
        var config = Assert.IsType<KconfigResult.Valid>(Kconfig.Resolve(
            machine.Kernel.Config, generation.Kconfig, generation.BuildBreaks)).Configuration;
        var kernel = Schedule.RunToEnd(BootContext.Create(machine, new BootOptions(
            generation, config, KernelCommandLine.Parse(machine.Kernel.CommandLine), []))
            .PowerOn());
        return string.Join('\n', OwnersTable.Of(kernel).Select(row =>
            $"{row.Owner} {row.Device} {row.Use} {row.Node}"));
    }
}
