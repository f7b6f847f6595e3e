using SoftReserve.Addresses;

namespace SoftReserve.Machines.Captures;

/// <summary>Finds the states of a recording and their places among its steps.</summary>
internal static class RecordedStates
{
    private const string Last = ".";

    /// <summary>Every folder with an iomem listing, in the order in which they were
    /// recorded.</summary>
    public static IReadOnlyList<RecordedState> Read(
        CaptureContext context, ValueList<StageStep> steps)
    {
        var states = new List<RecordedState>();
        foreach (var path in context.Files.Paths)
            if (FolderOf(path) is { } folder && context.Text(path) is { } iomem)
                states.Add(State(context, steps, folder, iomem));
        return [.. states.OrderBy(state => state.Position)];
    }

    /// <summary>The last state before anything but loading modules was done.</summary>
    public static RecordedState? AfterBoot(
        ValueList<StageStep> steps, IReadOnlyList<RecordedState> states)
    {
        if (steps.IsEmpty)
            return states.Count == 0 ? null : states[^1];
        var first = FirstLoad(steps);
        var end = FirstIntervention(steps);
        var early = states.Where(state => state.Position > first && state.Position < end).ToList();
        return early.LastOrDefault(state => !IsChangedBefore(steps, state.Position))
            ?? early.LastOrDefault();
    }

    /// <summary>The first step that does more than load modules; the number of steps when none
    /// does.</summary>
    public static int FirstIntervention(ValueList<StageStep> steps)
    {
        var first = steps.FindIndex(step => step is StageStep.Command || IsLoop(step));
        return first < 0 ? steps.Count : first;
    }

    // a machine whose files come and go is best compared before they do
    private static bool IsChangedBefore(ValueList<StageStep> steps, int position) =>
        steps.Take(position).Any(step => step is StageStep.Unblacklist);

    // with everything built in there is nothing to load: -1
    private static int FirstLoad(ValueList<StageStep> steps) =>
        steps.FindIndex(step => step is StageStep.Load or StageStep.Autoload);

    private static bool IsLoop(StageStep step) =>
        step is StageStep.Other { Text: var text }
        && text.StartsWith("for ", StringComparison.Ordinal);

    private static string? FolderOf(string path)
    {
        const string Below = "/" + CaptureFileNames.Iomem;
        if (path == CaptureFileNames.Iomem)
            return Last;
        var folder = path.EndsWith(Below, StringComparison.Ordinal) ? path[..^Below.Length] : null;
        return folder?.Contains('/', StringComparison.Ordinal) == false ? folder : null;
    }

    private static RecordedState State(
        CaptureContext context, ValueList<StageStep> steps, string folder, CaptureText iomem)
    {
        var prefix = folder == Last ? "" : folder + "/";
        var position = steps.FindIndex(
            step => step is StageStep.Capture { State: var name } && name == folder);
        return new RecordedState(
            folder,
            position < 0 ? steps.Count : position,
            iomem.Content,
            context.Text(prefix + CaptureFileNames.DaxctlRegions)?.Content,
            context.Text(prefix + CaptureFileNames.CxlList)?.Content,
            context.Text(prefix + CaptureFileNames.Numa)?.Content)
        {
            DaxctlJson = context.Text(prefix + CaptureFileNames.Daxctl)?.Content,
            DaxctlHumanJson = context.Text(prefix + CaptureFileNames.DaxctlHuman)?.Content,
            DriversText = context.Text(prefix + CaptureFileNames.Drivers)?.Content,
            KernelLog = context.Text(prefix + CaptureFileNames.KernelLog)?.Content,
        };
    }
}
