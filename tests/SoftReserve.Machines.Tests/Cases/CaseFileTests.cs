using SoftReserve.Addresses;
using SoftReserve.Firmware;
using SoftReserve.Machines.Cases;

namespace SoftReserve.Machines.Tests.Cases;

public sealed class CaseFileTests
{
    private const string Head = """
        case: 1
        id: test
        about: A test.
        machine: machines/one-window.yaml
        source: nobody
        confidence: derived
        runs:

        """;

    [Fact]
    public void A_run_has_everything_that_its_case_says()
    {
        var read = Read("""
              - kernel: [v4, "7.2"]
                about: This run.
                confidence: lab
                config: {CXL_REGION: n}
                cmdline: memhp_default_state=offline
                with: {cxl: {faults: [{region-of: mem0, fault: assembly-fails}]}}
                order: [cxl_acpi, mem0, decision, commands]
                commands: |
                  daxctl list

                  cxl disable-region region0 &
                expect:
                  owners: [{range: 0x1000-0x1fff, owner: both, device: dax*.0, use: failed}]
                  daxctl: []
                  errors: [{command: daxctl list, error: EBUSY}]
                  numa: {possible: 0-11}
            """);
        var run = Assert.Single(read.Runs);

        Assert.Equal(["v4", "7.2"], run.KernelNames);
        Assert.Equal(
            ("This run.", "nobody", Confidence.Lab), (run.About, run.Source, run.Confidence));
        Assert.Equal([new ConfigSetting("CXL_REGION", Tristate.No)], run.Config);
        Assert.Equal("memhp_default_state=offline", run.CommandLine);
        Assert.Equal([new CxlFault.AssemblyFails("mem0", false)], run.Machine.Cxl.Faults);
        Assert.Equal(["cxl_acpi", "mem0", "decision", "commands"],
            run.Order.Select(token => token.ToString()));
        Assert.Equal(["daxctl list", "cxl disable-region region0 &"], run.Commands);
        Assert.Equal(
            new OwnerExpectation(
                new AddressRange(0x1000, 0x1fff), OwnerWord.Both, "dax*.0", UseWord.Failed),
            Assert.Single(run.Expectation!.Owners));
        Assert.Empty(run.Expectation.Daxctl!.Value);
        Assert.Null(run.Expectation.Iomem);
        Assert.Equal("0-11", run.Expectation.NumaPossible);
    }

    [Fact]
    public void Outcomes_are_a_list_or_a_number()
    {
        var listed = Read("""
              - kernel: [v4]
                explore: {outcomes: [{owners: [{range: 0x0-0xfff, owner: none, use: none}]}]}
              - kernel: [v4]
                explore: {outcomes: 3, holds: [usable]}
            """);

        Assert.Single(listed.Runs[0].Explore!.Outcomes!.Value);
        Assert.Equal((null, 3), (
            listed.Runs[1].Explore!.Outcomes, listed.Runs[1].Explore!.OutcomeCount));
        Assert.Equal(["usable"], listed.Runs[1].Explore!.Holds);
    }

    [Theory]
    [InlineData("SR0143", 8, "  - {kernel: [v4]}")]
    [InlineData("SR0143", 8, "  - {kernel: [v4], expect: {}}")]
    [InlineData("SR0107", 8, "  - {kernel: [v4], expects: {}, expect: {dmesg: [a]}}")]
    [InlineData("SR0144", 8, "  - {kernel: [v4], order: [cxl_apci], expect: {dmesg: [a]}}")]
    [InlineData("SR0144", 8, "  - {kernel: [v4], order: [mem0, mem0], expect: {dmesg: [a]}}")]
    [InlineData("SR0110", 8, "  - {kernel: [v4], explore: {violates: [no-hangs]}}")]
    [InlineData("SR0143", 8,
        "  - {kernel: [v4], explore: {violates: [no-hang], holds: [no-hang]}}")]
    [InlineData("SR0143", 8, "  - {kernel: [v4], expect: {errors: [{command: a, error: EPERM}]}}")]
    [InlineData("SR0122", 9,
        "  - kernel: [v4]\n    with: {cxl: {faults: [{region-of: mem5, fault: assembly-fails}]}}\n"
        + "    expect: {dmesg: [a]}")]
    [InlineData("SR0142", 10,
        "  - kernel: [v4]\n    expect:\n      iomem: |\n        0-f ; region0")]
    [InlineData("SR0142", 10,
        "  - kernel: [v4]\n    expect:\n      iomem: |\n        0-f : region0\n"
        + "        1-2 : dax0.0")]
    public void A_mistake_in_a_run_is_told(string id, int line, string runs)
    {
        var problem = Assert.Single(Result(runs).Diagnostics);

        Assert.Equal((id, "cases/x/test.yaml", line), (problem.Id, problem.File, problem.Line));
    }

    [Theory]
    [InlineData("id: test", "id: other", "SR0141")]
    [InlineData("machines/one-window.yaml", "machines/one-windows.yaml", "SR0140")]
    [InlineData("machines/one-window.yaml", "/etc/passwd", "SR0140")]
    [InlineData("machines/one-window.yaml", "machines/../secret.yaml", "SR0140")]
    [InlineData("confidence: derived", "confidence: sure", "SR0110")]
    [InlineData("case: 1", "case: 2", "SR0115")]
    public void A_mistake_in_the_head_is_told(string from, string to, string id)
    {
        var text = Head.Replace(from, to, StringComparison.Ordinal)
            + "  - {kernel: [v4], expect: {dmesg: [a]}}";
        var asked = new List<string>();

        var result = CaseFile.Read(text, "test.yaml", path =>
        {
            asked.Add(path);
            return Corpus.TryRead(path);
        });

        Assert.Equal(id, Assert.Single(result.Diagnostics).Id);
        Assert.DoesNotContain(asked, path => path.Contains("..", StringComparison.Ordinal));
        Assert.DoesNotContain(asked, path => path.StartsWith('/'));
    }

    [Fact]
    public void A_problem_of_the_machine_file_is_told_once_and_in_its_own_file()
    {
        var text = Head + string.Concat(Enumerable.Repeat(
            "  - {kernel: [v4], with: {arch: arm64}, expect: {dmesg: [a]}}\n", 3));

        var result = CaseFile.Read(text, "test.yaml", _ => "softreserve: 1\nmemory-map: 5");

        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal(("machines/one-window.yaml", 2), (problem.File, problem.Line));
    }

    [Fact]
    public void A_machine_may_stand_in_the_case_itself()
    {
        var text = Head.Replace(
            "machines/one-window.yaml",
            "{softreserve: 1, memory-map: [{range: 0x0-0xfff, type: usable}]}",
            StringComparison.Ordinal);

        var read = CaseFile.Read(
            text + "  - {kernel: [v4], expect: {dmesg: [a]}}", "test.yaml", _ => null).Value!;

        Assert.Null(read.MachineSource);
        Assert.Equal("test", read.Runs[0].Machine.Name);
    }

    [Fact]
    public void Many_runs_over_a_large_machine_are_refused_before_they_take_long()
    {
        var machine = "softreserve: 1\nmemory-map:\n" + string.Concat(Enumerable.Range(0, 4000)
            .Select(index => $" - {{range: 0x{index:x}000-0x{index:x}fff, type: usable}}\n"));
        var runs = string.Concat(Enumerable.Repeat(
            "  - {kernel: [v4], with: {arch: arm64}, expect: {dmesg: [a]}}\n", 256));

        var result = CaseFile.Read(Head + runs, "test.yaml", _ => machine);

        Assert.Contains(result.Diagnostics, problem => problem.Id == "SR0102");
    }

    private static Case Read(string runs)
    {
        var result = Result(runs);
        Assert.Empty(result.Diagnostics);
        return result.Value!;
    }

    private static Diagnostics.ReadResult<Case> Result(string runs) =>
        CaseFile.Read(Head + runs, "cases/x/test.yaml", Corpus.TryRead);
}
