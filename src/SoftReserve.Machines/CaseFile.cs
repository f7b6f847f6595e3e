using SoftReserve.Machines.Cases;
using SoftReserve.Machines.Diagnostics;
using SoftReserve.Machines.Yaml;

namespace SoftReserve.Machines;

/// <summary>The case file: a machine, what is done to it, and what kernels must then
/// show.</summary>
public static class CaseFile
{
    /// <summary>Reads a case file with its machine.</summary>
    /// <param name="text">The file's content.</param>
    /// <param name="fileName">For diagnostics; its stem must be the case's id.</param>
    /// <param name="readMachineFile">The text of <c>machines/x.yaml</c>, relative to the corpus
    /// root, or null when there is no such file. Never asked for an absolute path or one with
    /// <c>..</c>.</param>
    /// <param name="limits">Null for <see cref="ReadLimits.Default"/>.</param>
    public static ReadResult<Case> Read(
        string text,
        string fileName,
        Func<string, string?> readMachineFile,
        ReadLimits? limits = null)
    {
        var context = new ReadContext(limits ?? ReadLimits.Default);
        var root = YamlSource.Read(context, text, fileName);
        var reader = new CaseReader(context, fileName, readMachineFile);
        return ReadResult<Case>.Of(reader.Read(root), context.Problems);
    }
}
