# Loading modules: as udev would, or by hand in a given order.

say() {
    echo "lab: $*"
    echo "lab: $*" > /dev/kmsg
}

# kmod's tools, as on any Debian; busybox's shell would take its own.
modprobe() {
    /usr/sbin/modprobe "$@"
}

lsmod() {
    /usr/sbin/lsmod
}

rmmod() {
    /usr/sbin/rmmod "$@"
}

# Takes module files away; a blacklist does not stop the kernel from asking for a module itself.
hide_modules() {
    mkdir -p /run/hidden
    for name in "$@"; do
        for file in $(find "/lib/modules/$(uname -r)" -name "$name.ko"); do
            echo "$file" > "/run/hidden/$name.path"
            mv "$file" "/run/hidden/$name.ko"
        done
    done
}

# Brings back a module that is there for who types its name, with those that it needs.
show_module() {
    for name in "$1" $(needs_of "$1"); do
        case " $missing_modules " in
            *" $name "*) continue ;;
        esac
        [ -e "/run/hidden/$name.ko" ] && mv "/run/hidden/$name.ko" "$(cat "/run/hidden/$name.path")"
    done
}

needs_of() {
    sed -n "s#^[^:]*/$1\.ko: *##p" "/lib/modules/$(uname -r)/modules.dep" \
        | sed 's#[^ ]*/##g; s/\.ko//g'
}

# Answers events of the kernel one after the other, as udev's rules for modules do.
start_udev() {
    [ -n "$udev" ] && return
    uevent /lab/on-event.sh &
    udev=$!
    usleep 200000
}

# Tells udev of everything that was there before it.
coldplug() {
    start_udev
    say "coldplug"
    for file in $(find /sys/devices -name uevent | xargs grep -lE \
        '^MODALIAS=(pci:.*bc05sc02|acpi:ACPI001[67]|platform:hmem|cxl:|dax:|nd:)' | sort); do
        echo add > "$file"
    done
    settle
}

# Waits until udev has answered everything, and nothing more has come for a while.
settle() {
    quiet=0
    before=none
    rounds=0
    while [ $quiet -lt 4 ] && [ $rounds -lt 200 ]; do
        if [ -n "$udev" ]; then
            rm -f /run/answered
            echo change > /sys/devices/virtual/mem/full/uevent
            while [ ! -e /run/answered ]; do usleep 50000; done
        fi
        usleep 250000
        # our own marks are events too
        now=$(($(cat /sys/kernel/uevent_seqnum) - marks))
        [ -n "$udev" ] && marks=$((marks + 1)) && now=$((now - 1))
        if [ "$now" = "$before" ] && ! pidof modprobe > /dev/null; then
            quiet=$((quiet + 1))
        else
            quiet=0
        fi
        before=$now
        rounds=$((rounds + 1))
    done
}
marks=0

pci_of_card() {
    for device in /sys/bus/cxl/devices/mem*; do
        [ $(($(cat "$device/serial"))) -eq $(($1)) ] && basename "$device"
    done
}

# memN of the machine file has a serial number; the kernel may call the card otherwise.
serial_of() {
    for card in $cards; do
        [ "${card%%=*}" = "$1" ] && echo "${card#*=}"
    done
}

# Lets one card attach: it must be there without a driver.
attach() {
    show_module cxl_pci
    show_module cxl_mem
    echo 0 > /sys/bus/cxl/drivers_autoprobe
    modprobe cxl_pci
    modprobe cxl_mem
    settle
    echo 1 > /sys/bus/cxl/drivers_autoprobe
    name=$(pci_of_card "$(serial_of "$1")")
    say "attach $1 ($name)"
    echo "$name" > /sys/bus/cxl/drivers/cxl_mem/bind
    settle
}

follow_order() {
    case " $order " in
        *" mem"*) held=yes ;;
    esac
    for token in $order; do
        say "order: $token"
        case $token in
            mem*) attach "$token" ;;
            decision) settle ;;
            commands) type_commands ;;
            *)
                show_module "$token"
                # cards must not bind before their turn
                [ -n "$held" ] && case $token in
                    cxl_pci | cxl_mem) echo 0 > /sys/bus/cxl/drivers_autoprobe ;;
                esac
                # kmod would load soft dependencies first; an order is an order
                busybox modprobe "$token"
                settle
                [ -n "$held" ] && echo 1 > /sys/bus/cxl/drivers_autoprobe
                ;;
        esac
    done
    if [ "$autoload" = yes ]; then coldplug; fi
    for device in /sys/bus/cxl/devices/mem*; do
        [ -e "$device/driver" ] || [ ! -e "$device" ] \
            || echo "$(basename "$device")" > /sys/bus/cxl/drivers/cxl_mem/bind
    done
    settle
}
