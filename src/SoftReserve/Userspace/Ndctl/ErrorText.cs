using System.Globalization;

namespace SoftReserve.Userspace.Ndctl;

/// <summary>What the C library calls an error.</summary>
public static class ErrorText
{
    /// <summary>The text of <c>strerror()</c>.</summary>
    /// <param name="errno">Positive.</param>
    public static string Of(int errno) => errno switch
    {
        Errno.NotPermitted => "Operation not permitted",
        Errno.NoEntry => "No such file or directory",
        Errno.Interrupted => "Interrupted system call",
        Errno.InputOutput => "Input/output error",
        Errno.AccessDenied => "Permission denied",
        Errno.NotFolder => "Not a directory",
        Errno.IsFolder => "Is a directory",
        Errno.TooManyLinks => "Too many levels of symbolic links",
        Errno.NoSuchDeviceOrAddress => "No such device or address",
        Errno.NoMemory => "Cannot allocate memory",
        Errno.Busy => "Device or resource busy",
        Errno.Exists => "File exists",
        Errno.NoDevice => "No such device",
        Errno.Invalid => "Invalid argument",
        Errno.NoSpace => "No space left on device",
        Errno.OutOfRange => "Numerical result out of range",
        Errno.NotSupported => "Operation not supported",
        _ => string.Create(CultureInfo.InvariantCulture, $"Unknown error {errno}"),
    };
}
