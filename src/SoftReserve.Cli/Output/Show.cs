namespace SoftReserve.Cli.Output;

/// <summary>What <c>--show</c> prints.</summary>
internal enum Show
{
    /// <summary>Who owns what, and what changed in iomem.</summary>
    Owners,

    /// <summary>/proc/iomem.</summary>
    Iomem,

    /// <summary>The kernel log, debug lines included.</summary>
    Dmesg,

    /// <summary><c>daxctl list -R -u</c>.</summary>
    Daxctl,

    /// <summary><c>cxl list -vvv</c>.</summary>
    Cxl,

    /// <summary>Steps, decisions and their log lines.</summary>
    Trace,
}
