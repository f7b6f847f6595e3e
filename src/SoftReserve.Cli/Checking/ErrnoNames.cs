namespace SoftReserve.Cli.Checking;

/// <summary>Error numbers by the names that errno.h gives them.</summary>
internal static class ErrnoNames
{
    public static string Of(int errno) => errno switch
    {
        Errno.NotPermitted => "EPERM",
        Errno.NoSuchDeviceOrAddress => "ENXIO",
        Errno.NoMemory => "ENOMEM",
        Errno.Busy => "EBUSY",
        Errno.Exists => "EEXIST",
        Errno.NoDevice => "ENODEV",
        Errno.Invalid => "EINVAL",
        Errno.NoSpace => "ENOSPC",
        Errno.OutOfRange => "ERANGE",
        _ => $"errno {errno}",
    };
}
