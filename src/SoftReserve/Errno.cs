namespace SoftReserve;

/// <summary>Error numbers of the modelled functions, positive as in errno.h.</summary>
public static class Errno
{
    /// <summary>EPERM.</summary>
    public const int NotPermitted = 1;

    /// <summary>ENOENT.</summary>
    public const int NoEntry = 2;

    /// <summary>EINTR.</summary>
    public const int Interrupted = 4;

    /// <summary>EIO.</summary>
    public const int InputOutput = 5;

    /// <summary>ENXIO.</summary>
    public const int NoSuchDeviceOrAddress = 6;

    /// <summary>ENOMEM.</summary>
    public const int NoMemory = 12;

    /// <summary>EACCES.</summary>
    public const int AccessDenied = 13;

    /// <summary>EBUSY.</summary>
    public const int Busy = 16;

    /// <summary>EEXIST.</summary>
    public const int Exists = 17;

    /// <summary>ENODEV.</summary>
    public const int NoDevice = 19;

    /// <summary>ENOTDIR.</summary>
    public const int NotFolder = 20;

    /// <summary>EISDIR.</summary>
    public const int IsFolder = 21;

    /// <summary>EINVAL.</summary>
    public const int Invalid = 22;

    /// <summary>ENOSPC.</summary>
    public const int NoSpace = 28;

    /// <summary>ERANGE.</summary>
    public const int OutOfRange = 34;

    /// <summary>ELOOP.</summary>
    public const int TooManyLinks = 40;

    /// <summary>EOPNOTSUPP.</summary>
    public const int NotSupported = 95;
}
