using System.Globalization;

namespace SoftReserve;

/// <summary>One line that the kernel logs.</summary>
/// <remarks>The text stays unformatted until somebody reads the log: an explorer throws most
/// lines away.</remarks>
/// <param name="Level">Importance.</param>
/// <param name="Function">The kernel function, which dynamic debug puts first on debug lines;
/// null where no debug line says it.</param>
/// <param name="Device">Driver or bus and device, as <c>kmem dax0.0</c>; empty for lines without
/// a device.</param>
/// <param name="Text">The rest of the line.</param>
public sealed record KernelMessage(
    LogLevel Level, string? Function, string Device, FormattableString Text)
{
    /// <summary>The line as dmesg shows it, without its time stamp.</summary>
    public override string ToString() =>
        (Level == LogLevel.Debug && Function is not null ? Function + ": " : "")
        + (Device.Length > 0 ? Device + ": " : "")
        + Text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Levels of the kernel log that the modelled code uses.</summary>
public enum LogLevel
{
    /// <summary>KERN_ERR.</summary>
    Error = 3,

    /// <summary>KERN_WARNING.</summary>
    Warning = 4,

    /// <summary>KERN_INFO.</summary>
    Info = 6,

    /// <summary>KERN_DEBUG: hidden unless dynamic debug is on.</summary>
    Debug = 7,
}
