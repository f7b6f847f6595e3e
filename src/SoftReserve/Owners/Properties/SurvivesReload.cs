using SoftReserve.Addresses;
using SoftReserve.Hmem.Arbitration;
using SoftReserve.Userspace;

namespace SoftReserve.Owners.Properties;

/// <summary>Rebinding hmem_platform, or loading the dax modules again, loses nothing for good and
/// gives nobody what another has.</summary>
/// <remarks>Where a user has done so, what there is now is judged by the generation's own rule.
/// Otherwise both are tried on the settled kernel, and nobody may change.</remarks>
public sealed class SurvivesReload : KernelProperty
{
    private static readonly ValueList<UserCommand> Rebind =
    [
        new UnbindHmemPlatform(0) { Line = "unbind" },
        new BindHmemPlatform(0) { Line = "bind" },
    ];

    private static readonly ValueList<UserCommand> Reload =
    [
        new RemoveModule("dax_cxl", ByRmmod: true) { Line = "rmmod dax_cxl" },
        new RemoveModule("dax_hmem", ByRmmod: true) { Line = "rmmod dax_hmem" },
        new Modprobe("dax_hmem") { Line = "modprobe dax_hmem" },
        new Modprobe("dax_cxl") { Line = "modprobe dax_cxl" },
    ];

    /// <inheritdoc/>
    public override string Name => "survives-reload";

    /// <inheritdoc/>
    public override bool NeedsReplay => true;

    /// <inheritdoc/>
    public override bool IsBroken(Kernel kernel) => WasReloaded(kernel)
        ? IsWrongNow(kernel)
        : Changes(kernel, Rebind) || Changes(kernel, Reload);

    /// <inheritdoc/>
    public override bool IsShown(Kernel kernel) =>
        !IsBroken(kernel) && OwnersTable.Of(kernel).Any(row => row.Owner != RangeOwner.None);

    private static bool WasReloaded(Kernel kernel) => kernel.Boot.Commands.Any(command =>
        command is BindHmemPlatform or RemoveModule);

    private static bool IsWrongNow(Kernel kernel) =>
        new NoDoubleClaim().IsBroken(kernel)
        || kernel.Boot.Generation.Settlement.Answers(kernel).Any(answer =>
            OwnersTable.Within(kernel, answer.SoftReserved)
                .Any(piece => piece.Owner != OwnerOf(answer)));

    private static RangeOwner OwnerOf(Ownership answer) =>
        answer is Ownership.Cxl ? RangeOwner.Cxl : RangeOwner.Hmem;

    // memory that is online would stay behind, so it goes offline first
    private static bool Changes(Kernel kernel, ValueList<UserCommand> script)
    {
        var after = Offline(kernel);
        foreach (var command in script)
            after = Schedule.RunToEnd(command.Run(after).Kernel);
        return !Owners(kernel).SequenceEqual(Owners(after));
    }

    private static Kernel Offline(Kernel kernel)
    {
        foreach (var region in kernel.Dax.Regions)
            foreach (var device in region.Devices)
            {
                var name = Resources.IomemLabels.DaxDevice(region.Id, device.Instance);
                kernel = new SetMemoryState(name, Online: false) { Line = "offline" }
                    .Run(kernel).Kernel;
            }

        return kernel;
    }

    private static IEnumerable<(AddressRange Range, RangeOwner Owner, RangeUse Use)> Owners(
        Kernel kernel) =>
        OwnersTable.Of(kernel).Select(row => (row.Range, row.Owner, row.Use));
}
