# Programs HDM decoders as firmware would have: run as root, before any CXL driver is loaded.
# Needs a shell and busybox (devmem, hexdump, awk).

# Address of a host bridge's component registers, by its uid.
host_bridge() {
    hexdump -v -e '1/1 "%u\n"' /sys/firmware/acpi/tables/CEDT | awk -v uid="$1" '
        function le(at, n,   v) { v = 0; while (n-- > 0) v = v * 256 + b[at + n]; return v }
        { b[NR - 1] = $1 }
        END {
            for (at = 36; at + 4 <= NR && le(at + 2, 2) > 0; at += le(at + 2, 2))
                if (b[at] == 0 && le(at + 4, 4) == uid) printf "%.0f\n", le(at + 16, 8)
        }'
}

# PCI function behind a row of ports: the bus of the host bridge, then port numbers.
function_behind() {
    path=$(printf '/sys/devices/pci0000:%02x' "$1")
    shift
    first=yes
    for port in "$@"; do
        [ $first = yes ] || path=$(echo "$path"/*:00.0)
        path=$(echo "$path"/*:"$(printf %02x "$port")".0)
        first=no
    done
    echo "$path"/*:00.0
}

# Address of a PCI function's component registers (BAR 0), which it then answers to.
component() {
    echo 1 > "$1/enable" 2>/dev/null
    read -r start rest < "$1/resource"
    echo $((start))
}

# Address of the HDM decoder capability in component registers.
hdm_capability() {
    base=$(($1 + 0x1000))
    count=$(($(devmem $base) >> 24))
    number=1
    while [ $number -le $count ]; do
        word=$(($(devmem $((base + 4 * number)))))
        [ $((word & 0xffff)) -eq 5 ] && echo $((base + (word >> 20)))
        number=$((number + 1))
    done
}

# decoder CAPABILITY NUMBER BASE SIZE CONTROL LOW HIGH: the last two are a target list, or how much
# device memory is passed over.
decoder() {
    at=$(($1 + 16 + 32 * $2))
    devmem $((at)) 32 $(($3 & 0xffffffff))
    devmem $((at + 4)) 32 $(($3 >> 32))
    devmem $((at + 8)) 32 $(($4 & 0xffffffff))
    devmem $((at + 12)) 32 $(($4 >> 32))
    devmem $((at + 20)) 32 $(($6))
    devmem $((at + 24)) 32 $(($7))
    devmem $((at + 16)) 32 $(($5))
    echo "decoder $2 at $(printf 0x%x $at): control $(devmem $((at + 16)))"
}

enable_decoders() {
    devmem $(($1 + 4)) 32 2
}

config_word() {
    hexdump -s "$2" -n 4 -v -e '1/4 "%u"' "$1/config"
}

# Sets Mem_Enable in the CXL device DVSEC of a card.
enable_memory() {
    at=256
    while [ $at -ge 256 ]; do
        word=$(config_word "$1" $at)
        vendor=$(($(config_word "$1" $((at + 4))) & 0xffff))
        kind=$(($(config_word "$1" $((at + 8))) & 0xffff))
        if [ $((word & 0xffff)) -eq 35 ] && [ $vendor -eq 7832 ] && [ $kind -eq 0 ]; then
            control=$(($(config_word "$1" $((at + 12))) & 0xff | 4))
            printf "\\$(printf %o $control)" \
                | dd of="$1/config" bs=1 seek=$((at + 12)) conv=notrunc 2>/dev/null
        fi
        at=$((word >> 20))
    done
}
