namespace SoftReserve;

/// <summary>Error numbers of the modelled functions, positive as in errno.h.</summary>
public static class Errno
{
    /// <summary>EPERM.</summary>
    public const int NotPermitted = 1;

    /// <summary>ENXIO.</summary>
    public const int NoSuchDeviceOrAddress = 6;

    /// <summary>ENOMEM.</summary>
    public const int NoMemory = 12;

    /// <summary>EBUSY.</summary>
    public const int Busy = 16;

    /// <summary>EEXIST.</summary>
    public const int Exists = 17;

    /// <summary>ENODEV.</summary>
    public const int NoDevice = 19;

    /// <summary>EINVAL.</summary>
    public const int Invalid = 22;

    /// <summary>ENOSPC.</summary>
    public const int NoSpace = 28;

    /// <summary>ERANGE.</summary>
    public const int OutOfRange = 34;
}
