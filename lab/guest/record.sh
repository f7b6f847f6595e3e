# Typing commands and recording a kernel's state.

type_commands() {
    [ -e /lab/commands.txt ] && [ -z "$typed" ] || return 0
    typed=yes
    while read -r line; do
        say "\$ $line"
        echo "\$ $line" >> /run/transcript.txt
        case $line in
            hide-module*) hide_modules ${line#hide-module } ;;
            hot-remove*) eject "${line#hot-remove }" ;;
            hot-add*) echo 1 > /sys/bus/pci/rescan ;;
            modprobe*) show_module "${line##* }" ;;
        esac
        case $line in
            hide-module* | hot-*) status=0 ;;
            *) (eval "$line") < /dev/null >> /run/transcript.txt 2>&1; status=$? ;;
        esac
        echo "[rc=$status]" >> /run/transcript.txt
        settle
    done < /lab/commands.txt
}

eject() {
    card=$(pci_of_card "$(serial_of "$1")")
    echo 1 > "$(readlink -f "/sys/bus/cxl/devices/$card")/../remove"
}

record() {
    say "record"
    mkdir -p /run/record/acpi
    cd /run/record || return
    cat /proc/iomem > iomem.txt
    cat /proc/cmdline > cmdline-kernel.txt
    uname -a > uname.txt
    lsmod > lsmod.txt
    modprobe --version | sed -n '1s/ version / /p' > modprobe.txt
    cxl list -vvv > cxl-list.json 2> cxl-list.err
    daxctl list -RDM > daxctl.json 2> daxctl.err
    daxctl list -R -u > daxctl-R-u.json 2>/dev/null
    for table in CEDT SRAT HMAT SLIT; do
        [ -e /sys/firmware/acpi/tables/$table ] \
            && cat /sys/firmware/acpi/tables/$table > acpi/$table.bin
    done
    for entry in $(ls /sys/firmware/memmap | sort -n); do
        (cd "/sys/firmware/memmap/$entry" && echo "$(cat start) $(cat end) $(cat type)")
    done > firmware_memmap.txt
    ls -ld /sys/bus/dax/devices/*/driver /sys/bus/cxl/devices/*/driver \
        /sys/bus/platform/devices/hmem*/driver 2>/dev/null \
        | sed 's#.* /sys/bus/\([^ ]*\) -> .*/#\1 -> #' > drivers.txt
    record_nodes > numa.txt 2>/dev/null
    for file in /sys/bus/cxl/devices/*/* /sys/bus/dax/devices/*/*; do
        [ -f "$file" ] && [ -r "$file" ] && case $file in
            */uevent | */autosuspend* | */trigger* | */security* | */firmware*) ;;
            *) read -r value < "$file" && echo "${file#/sys/bus/}=$value" ;;
        esac
    done > sysfs.txt 2>/dev/null
    cp /run/transcript.txt /run/events.txt /run/decoders.txt . 2>/dev/null
    dmesg > dmesg.txt
}

record_nodes() {
    for tier in /sys/devices/virtual/memory_tiering/*/nodelist; do
        echo "$(basename "$(dirname "$tier")") nodelist=$(cat "$tier")"
    done
    grep -H . /sys/devices/system/node/online /sys/devices/system/node/possible \
        /sys/devices/system/node/has_memory | sed 's#.*/##; s/:/=/'
    for node in /sys/devices/system/node/node*; do
        echo "$(basename "$node") distance=$(cat "$node/distance")" \
            "$(sed -n 's/.*MemTotal: *//p' "$node/meminfo")"
    done
    (cd /sys/devices/system/memory && grep -H . memory*/state | sed 's#/state:#=#' | sort)
}

# The disk in a slot of the first bus, by its name below /dev.
disk_in_slot() {
    modprobe -q virtio_pci
    modprobe -q virtio_blk
    tries=0
    while [ $tries -lt 50 ]; do
        for disk in /sys/devices/pci0000:00/0000:00:"$1".0/virtio*/block/*; do
            [ -e "$disk" ] && basename "$disk" && return
        done
        usleep 100000
        tries=$((tries + 1))
    done
}

# The record goes to its disk as a tar.
save() {
    say "save"
    tar c -f - -C /run/record . | dd of="/dev/$(disk_in_slot 1c)" bs=64k 2>/dev/null
    sync
}

# The kernel under test comes on a disk of its own.
start_next_kernel() {
    tar x -f "/dev/$(disk_in_slot 1d)" -C /run
    say "start the next kernel"
    kexec -s -l /run/bzImage --initrd=/run/initrd --command-line="$1" \
        || kexec -c -l /run/bzImage --initrd=/run/initrd --command-line="$1"
    kexec -e
}
