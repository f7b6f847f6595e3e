using static System.FormattableString;

namespace SoftReserve.Owners.Life;

/// <summary>Error numbers as people know them.</summary>
internal static class ErrnoText
{
    /// <summary><c>-16 EBUSY</c>; the number alone where it has no name here.</summary>
    public static string Of(int errno) => errno switch
    {
        Errno.NotPermitted => "-1 EPERM",
        Errno.NoSuchDeviceOrAddress => "-6 ENXIO",
        Errno.NoMemory => "-12 ENOMEM",
        Errno.Busy => "-16 EBUSY",
        Errno.Exists => "-17 EEXIST",
        Errno.NoDevice => "-19 ENODEV",
        Errno.Invalid => "-22 EINVAL",
        Errno.NoSpace => "-28 ENOSPC",
        Errno.OutOfRange => "-34 ERANGE",
        _ => Invariant($"-{errno}"),
    };
}
