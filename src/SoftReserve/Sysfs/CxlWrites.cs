using SoftReserve.Addresses;
using SoftReserve.Cxl;
using SoftReserve.Firmware;
using SoftReserve.Userspace;

namespace SoftReserve.Sysfs;

/// <summary>The files of windows and CXL regions.</summary>
/// <remarks>Kernel: drivers/cxl/core/region.c.</remarks>
internal static class CxlWrites
{
    /// <summary><c>create_region()</c>: only the number that the file shows.</summary>
    public static KernelWrite CreateRegion(
        int window, PartitionMode mode, string text) => KernelWrite.Of(
        text, kernel =>
        {
            if (WrittenText.NumberBehind("region", text) is not { } id)
                return (kernel, Errno.Invalid);
            if (kernel.Cxl.FindRootDecoder(window)?.NextRegionId != id)
                return (kernel, Errno.Busy);
            return kernel.CreateEmptyRegion(window, mode) switch
            {
                UserResult.Refused refused => (refused.Kernel, refused.Errno),
                var done => (done.Kernel, 0),
            };
        });

    /// <summary><c>delete_region_store()</c>: a region of this window; its cards' memory stays
    /// reserved.</summary>
    public static UserCommand DeleteRegion(int window, string text) =>
        WrittenText.NumberBehind("region", text) is { } id
            ? new DeleteCxlRegion(window, id) { Line = text }
            : KernelWrite.Refused(text, Errno.NoDevice);

    /// <summary><c>size_store()</c>.</summary>
    public static KernelWrite Size(int id, string text) => WithNumber(
        id, text, (kernel, region, size) => size == 0
            ? kernel.FreeSize(region)
            : kernel.SetSize(region, new ByteSize(size)));

    /// <summary><c>interleave_ways_store()</c>.</summary>
    public static KernelWrite Ways(int id, string text) => WithNumber(
        id, text, (kernel, region, ways) => ways <= int.MaxValue
            ? kernel.SetWays(region, (int)ways)
            : new UserResult.Refused(kernel, Errno.Invalid, UserStep.Ways));

    /// <summary><c>interleave_granularity_store()</c>.</summary>
    public static KernelWrite Granularity(int id, string text) => WithNumber(
        id, text, (kernel, region, granularity) => granularity <= int.MaxValue
            ? kernel.SetGranularity(region, (int)granularity)
            : new UserResult.Refused(kernel, Errno.Invalid, UserStep.Granularity));

    /// <summary><c>commit_store()</c>.</summary>
    public static KernelWrite Commit(int id, string text) => With(
        id, text, (kernel, region) => (WrittenText.Truth(text), region.IsCommitted) switch
        {
            (null, _) => new UserResult.Refused(kernel, Errno.Invalid, UserStep.Commit),
            (true, true) or (false, false) => new UserResult.Done(kernel, region),
            (true, false) => kernel.Commit(region),
            (false, true) => kernel.ResetCxlRegion(id),
        });

    /// <summary><c>store_targetN()</c>: a decoder's name attaches it, nothing takes what is there
    /// away.</summary>
    public static KernelWrite Target(int id, int position, string text) => With(
        id, text, (kernel, region) => text.Length == 0
            ? kernel.DetachTarget(region, position)
            : EndpointDecoderWrites.Attach(kernel, region, position, text));

    private static KernelWrite WithNumber(
        int id, string text, Func<Kernel, CxlRegion, ulong, UserResult> act) => With(
        id, text, (kernel, region) => WrittenText.Number(text) is { } number
            ? act(kernel, region, number)
            : new UserResult.Refused(kernel, Errno.Invalid, UserStep.Size));

    private static KernelWrite With(
        int id, string text, Func<Kernel, CxlRegion, UserResult> act) => KernelWrite.Of(
        text, kernel => kernel.Cxl.FindRegion(id) is { } region
            ? act(kernel, region)
            : new UserResult.Refused(kernel, Errno.NoDevice, UserStep.Find));
}
