namespace SoftReserve.Cli.Shell;

/// <summary>What <c>help</c> prints.</summary>
internal static class HelpText
{
    public const string Text = """
        Look         cat, ls         /proc/iomem, /sys/bus/cxl, /sys/bus/dax, /sys/devices/system
                     dmesg, lsmod, modinfo -F depends, lsmem, lspci, numactl -H, uname -a
                     cxl list -vvv, daxctl list -RDM -u
        Act          cxl create-region | enable-region | disable-region | destroy-region | ...
                     daxctl offline-memory | online-memory | reconfigure-device | ...
                     modprobe, modprobe -r, chmem, echo ... > a file below /sys
        The language ;  &&  ||  |  >  2>&1  $?  A=b  $(...)  for, while, if, set -e, set -x
                     a command with & behind it does not wait until the machine is quiet
        Filters      grep, sed, awk '{print $N}', head, tail, sort, uniq, cut, tr, wc, tee
        Keys         Tab completes, Ctrl-R searches, Ctrl-C gives a new prompt, Ctrl-D leaves
        Here only    help, history

        Everything happens on the modelled machine; no file of this computer is read or
        written. What is not modelled says so and fails with 127. docs/shell.md tells more.

        """;
}
