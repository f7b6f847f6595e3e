using SoftReserve.Cli.Exploring;
using SoftReserve.Exploration;
using SoftReserve.Machines;
using SoftReserve.Slots;
using Xunit;

namespace SoftReserve.Cli.Tests.Exploring;

/// <summary>A step that is said to settle may run before all others without any loss: from every
/// state, whatever runs first, it stays enabled and leads to the same state.</summary>
public sealed class SettlingTests
{
    private const int MostStates = 120;

    public static TheoryData<string> Machines() => [.. BundledMachines.Names];

    [Theory]
    [MemberData(nameof(Machines))]
    public void A_settling_step_commutes_with_every_other(string machine)
    {
        foreach (var start in SoundnessTests.Boots(machine))
            new Diamonds(start).Check();
    }

    private sealed class Diamonds
    {
        private readonly KernelModel _model;
        private readonly InternedModel<SharedKernel, SlotState> _rows;
        private readonly Explored _found;

        public Diamonds(Kernel start)
        {
            _model = new KernelModel(start, keepsNumbers: false, StepOrder.Any);
            _rows = new InternedModel<SharedKernel, SlotState>(_model);
            _found = Explorer.Explore(_rows, new ExplorerOptions
            {
                IsReduced = false,
                IsSymmetric = false,
                MostStates = MostStates,
            });
        }

        public void Check()
        {
            for (var state = 0; state < Math.Min(MostStates, _found.States); state++)
                if (Enabled(_found[state], isReduced: true) is [var settling]
                    && Enabled(_found[state], isReduced: false) is { Length: > 1 } all)
                    foreach (var other in all)
                        if (other != settling)
                            Check(_found[state], settling, other);
        }

        private void Check(ReadOnlySpan<int> row, int settling, int other)
        {
            var (after, before) = (Run(row, settling), Run(row, other));
            var what = $"{_model.StepOf(settling).Title} / {_model.StepOf(other).Title}";
            Assert.True(Enabled(after, isReduced: false).Contains(other), what);
            Assert.True(Enabled(before, isReduced: false).Contains(settling), what);
            Assert.True(Run(after, other).SequenceEqual(Run(before, settling)), what);
        }

        private int[] Run(ReadOnlySpan<int> row, int step)
        {
            var next = new int[_rows.Width];
            _rows.Run(row, step, next);
            return next;
        }

        private int[] Enabled(ReadOnlySpan<int> row, bool isReduced)
        {
            var steps = new int[_rows.StepCount];
            return steps[.._rows.Enabled(row, isReduced, steps)];
        }
    }
}
