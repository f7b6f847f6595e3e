# One cell of the table: a case on a kernel.

# What a kernel name is to softreserve.
generation_of() {
    if [ "$1" = own ]; then echo "$predict_as"; else echo "$1"; fi
}

# Sets up, boots, records and compares; the verdict is in $cache/cells/CASE.KERNEL/verdict.
run_cell() {
    local case=$1 kernel=$2 cell=$cache/cells/$1.$2 began
    began=$SECONDS
    if [ "$judge_only" = yes ] || { [ "$missing" = yes ] && [ -s "$cell/record/iomem.txt" ]; }; then
        [ -e "$cell/qemu-status" ] || return 0
        if ! same_machine "$case" "$kernel" "$cell"; then
            echo "not run: QEMU would be started otherwise than for this record" > "$cell/verdict"
            return
        fi
        judge_cell "$case" "$kernel" "$cell"
        return
    fi
    rm -rf "$cell"
    mkdir -p "$cell"
    if prepare_cell "$case" "$kernel" "$cell"; then
        boot_cell "$kernel" "$cell"
        judge_cell "$case" "$kernel" "$cell"
    fi
    echo $((SECONDS - began)) > "$cell/seconds"
    say "$case on $kernel: $(head -1 "$cell/verdict") ($((SECONDS - began)) s)"
}

# A record counts as long as QEMU would be started as it was; the machine file is made anew.
same_machine() {
    plan "$1" "$2" --show options 2>&1 | cmp -s - "$3/options" \
        && plan "$1" "$2" --show arguments | cmp -s - "$3/arguments" \
        && plan "$1" "$2" --show machine > "$3/machine.yaml"
}

plan() {
    local run=()
    # no case names a kernel of its developer's own: the first run counts
    case " 6.12 6.18 7.2 7.3 " in
        *" $(generation_of "$2") "*) run=(--kernel "$(generation_of "$2")") ;;
    esac
    "$softreserve" qemu "${case_files[$1]:-$lab/cases/$1.yaml}" "${run[@]}" "${@:3}"
}

prepare_cell() {
    local case=$1 kernel=$2 cell=$3
    if ! plan "$case" "$kernel" --show options --acpi-out "$cell/acpi/kernel/firmware/acpi" \
        > "$cell/options" 2> "$cell/why"; then
        if grep -q 'has no run of kernel' "$cell/why"; then
            echo "not asked" > "$cell/verdict"
        else
            sed 's/.*cannot be built: /cannot be built: /' "$cell/why" > "$cell/verdict"
        fi
        return 1
    fi
    mkdir -p "$cell/image/lab"
    plan "$case" "$kernel" --show arguments > "$cell/arguments"
    plan "$case" "$kernel" --show machine > "$cell/machine.yaml"
    plan "$case" "$kernel" --stage1 > "$cell/image/lab/decoders.sh"
    plan "$case" "$kernel" --show settings > "$cell/image/lab/settings.sh"
    plan "$case" "$kernel" --show commands > "$cell/image/lab/commands.txt"
    [ -s "$cell/image/lab/commands.txt" ] || rm "$cell/image/lab/commands.txt"
    generation_of "$kernel" > "$cell/image/lab/kernel.txt"
    # tables that replace firmware's come first
    : > "$cell/initrd"
    if [ -n "$(ls "$cell/acpi/kernel/firmware/acpi")" ]; then cpio_of "$cell/acpi" > "$cell/initrd"; fi
    cpio_of "$cell/image" > "$cell/lab.cpio"
    cat "$cache/tools.cpio" "$cache/kernels/$kernel/modules.cpio" "$cell/lab.cpio" \
        ${release:+"$cache/release.cpio"} >> "$cell/initrd"
    truncate -s 32M "$cell/record.img"
}

debug_arguments() {
    local module
    for module in cxl_core cxl_port cxl_acpi cxl_pci cxl_mem dax dax_hmem dax_cxl kmem device_dax; do
        printf ' %s.dyndbg=+p' $module
    done
}

arguments_of() {
    echo "console=ttyS0 quiet panic=-1 no_timer_check nokaslr audit=0 mitigations=off" \
        "log_buf_len=4M$(debug_arguments) $(cat "$1/arguments")"
}

# Where CXL is built in, decoders must be programmed before the kernel under test begins: another
# kernel does it and starts that one with kexec.
needs_firmware_kernel() {
    [ "$kexec" = yes ] \
        || grep -q '/cxl_\(acpi\|pci\)\.ko' "$cache/kernels/$1/modules/modules.builtin"
}

prepare_firmware_kernel() {
    local kernel=$1 cell=$2
    mkdir -p "$cell/first/lab" "$cell/payload"
    cp "$cell"/image/lab/*.sh "$cell/first/lab/"
    printf 'next_arguments="%s lab.programmed"\n' "$(arguments_of "$cell")" \
        > "$cell/first/lab/next-kernel.sh"
    cpio_of "$cell/first" > "$cell/lab.cpio"
    mv "$cell/initrd" "$cell/payload/initrd"
    cp "$cache/kernels/$kernel/bzImage" "$cell/payload/bzImage"
    tar c -f "$cell/payload.img" -C "$cell/payload" bzImage initrd
    truncate -s %1M "$cell/payload.img"
    cat "$cache/tools.cpio" "$cache/kernels/$firmware_kernel/modules.cpio" "$cell/lab.cpio" \
        > "$cell/initrd"
    rm -r "$cell/payload"
}

boot_cell() {
    local kernel=$1 cell=$2 options status=0 first=$1 arguments
    arguments=$(arguments_of "$cell")
    mapfile -t options < <(sed 's/^\(-[a-z]*\) /\1\n/' "$cell/options")
    if needs_firmware_kernel "$kernel"; then
        prepare_firmware_kernel "$kernel" "$cell"
        first=$firmware_kernel
        arguments="console=ttyS0 quiet panic=-1 no_timer_check nokaslr lab.firmware"
        options+=(-drive "if=none,id=payload,file=$cell/payload.img,format=raw,readonly=on"
            -device virtio-blk-pci,drive=payload,bus=pcie.0,addr=0x1d)
    fi
    QEMU_MODULE_DIR=$root/$libs/qemu nice timeout "$time_limit" \
        "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$root/$libs" \
        "$root/usr/bin/qemu-system-x86_64" -L "$root/usr/share/qemu" -L "$root/usr/share/seabios" \
        -nodefaults -display none -no-reboot -accel "$accel" "${options[@]}" \
        -chardev "file,id=console,path=$cell/console.txt" -serial chardev:console \
        -drive "if=none,id=record,file=$cell/record.img,format=raw" \
        -device virtio-blk-pci,drive=record,bus=pcie.0,addr=0x1c \
        -kernel "$cache/kernels/$first/bzImage" -initrd "$cell/initrd" -append "$arguments" \
        > "$cell/qemu.txt" 2>&1 || status=$?
    echo $status > "$cell/qemu-status"
    mkdir -p "$cell/record"
    tar x -f "$cell/record.img" -C "$cell/record" 2>/dev/null || true
    rm -f "$cell/initrd" "$cell/lab.cpio" "$cell/record.img" "$cell/payload.img"
}

# Compares by way of a case file: what the kernel showed becomes what softreserve must show.
judge_cell() {
    local case=$1 kernel=$2 cell=$3
    if [ ! -s "$cell/record/iomem.txt" ]; then
        {
            if [ "$(cat "$cell/qemu-status")" = 124 ]; then
                echo "hung: killed after $time_limit s"
            else
                echo "died: QEMU ended with $(cat "$cell/qemu-status")"
            fi
            tail -5 "$cell/qemu.txt" "$cell/console.txt" 2>/dev/null || true
        } > "$cell/verdict"
        return
    fi
    verdict_of "$case" "$kernel" "$cell" > "$cell/verdict"
    judge_release "$kernel" "$cell"
}

verdict_of() {
    local case=$1 kernel=$2 cell=$3
    observed_case "$case" "$kernel" "$cell" exact > "$cell/$case.yaml"
    if judge "$cell" "$case"; then
        store_observed "$cell/$case.yaml" "$kernel"
        judge_lists "$case" "$kernel" "$cell" "agrees"
        return
    fi
    mkdir -p "$cell/renamed"
    observed_case "$case" "$kernel" "$cell" renamed > "$cell/renamed/$case.yaml"
    if judge "$cell/renamed" "$case"; then
        store_observed "$cell/renamed/$case.yaml" "$kernel"
        judge_lists "$case" "$kernel" "$cell" "agrees up to names"
        return
    fi
    # a race may end otherwise than on a quiet machine: some order must lead there
    cp "$cell/differences" "$cell/differences-of-quiet"
    mkdir -p "$cell/explored"
    observed_case "$case" "$kernel" "$cell" explored > "$cell/explored/$case.yaml"
    if grep -qE '^ +0x[0-9a-f]+-0x[0-9a-f]+: ' "$cell/differences-of-quiet" && judge "$cell/explored" "$case"; then
        store_observed "$cell/explored/$case.yaml" "$kernel"
        echo "agrees in another order"
        cat "$cell/differences-of-quiet"
        return
    fi
    store_observed "$cell/$case.yaml" "$kernel"
    echo "differs"
    cat "$cell/differences-of-quiet"
}

# What a kernel showed is kept with the repository, for tests that have no QEMU.
store_observed() {
    if [ "$2" = own ] || [ -n "${case_files[$case]:-}" ]; then return 0; fi
    mkdir -p "$observed/$2"
    cp "$1" "$observed/$2/"
}

# True when the program agrees; else $folder/differences has the lines. A command that failed
# without a word may fail with any error.
judge() {
    local folder=$1 case=$2
    "$softreserve" check "$folder/$case.yaml" > "$folder/check.txt" 2>&1 || true
    grep -q '^1 agree, 0 differ, 0 skipped, 0 invalid$' "$folder/check.txt" && return
    grep -vE '^ *[a-z].*: E[A-Z0-9]+ .*, expected EPERM$' "$folder/check.txt" \
        > "$folder/differences"
    ! grep -qvE '^[^ ]+ [^ ]+: differs$|^0 agree, 1 differ, 0 skipped, 0 invalid$' \
        "$folder/differences"
}

# The case file that a record amounts to. "renamed" forgets numbers that depend on which card was
# first; "explored" asks only that some order ends with these owners.
observed_case() {
    local case=$1 kernel=$2 cell=$3 names=$4 forget=cat
    [ "$names" = renamed ] && forget='forget_numbers'
    cat <<YAML
case: 1
id: $case
about: What a kernel in QEMU showed.
source: lab/run, modules by $(modprobe_of "$cell")
confidence: lab
machine:
$(grep -v '^#' "$cell/machine.yaml" | sed 's/^/  /')
runs:
  - kernel: ["$(generation_of "$kernel")"]
    order: [$(. "$cell/image/lab/settings.sh" && echo "$order" | sed 's/ /, /g')]
YAML
    if [ -e "$cell/image/lab/commands.txt" ]; then
        echo "    commands: |"
        sed 's/^/      /' "$cell/image/lab/commands.txt"
    fi
    if [ "$names" = explored ]; then
        printf '    explore:\n      includes:\n        - owners:\n'
        observed_owners "$cell" | sed '1d; s/^/    /' | sort
        return
    fi
    echo "    expect:"
    observed_iomem "$cell/record/iomem.txt" | $forget
    # owners tell of CXL's dax regions too, and the list is in the order of their numbers
    if [ "$names" = exact ] || ! grep -q dax_region "$cell/record/daxctl-R-u.json"; then
        observed_dax "$cell/record/daxctl-R-u.json"
    fi
    observed_owners "$cell" | $forget
    observed_log "$cell/record/dmesg.txt"
    observed_errors "$cell/record/transcript.txt"
}

modprobe_of() {
    cat "$1/record/modprobe.txt" 2> /dev/null || echo "an unknown modprobe"
}

forget_numbers() {
    sed -E 's/\bregion[0-9]+/region*/g; s/\bdax[0-9]+\.([0-9]+)/dax*.\1/g;
        s/dax_region[0-9]+/dax_region*/g'
}

# The lines that tell a range's story, each indented below those that contain it.
observed_iomem() {
    local start end name ends=() kept=
    while read -r start end name; do
        while [ ${#ends[@]} -gt 0 ] && [ $((0x$start)) -gt "${ends[-1]}" ]; do
            unset 'ends[-1]'
        done
        kept+=$(printf '        %*s%s-%s : %s' $((2 * ${#ends[@]})) '' "$start" "$end" "$name")$'\n'
        ends+=($((0x$end)))
    done < <(sed -nE 's/^ *([0-9a-f]+)-([0-9a-f]+) : (CXL Window [0-9]+|region[0-9]+|'\
'Soft Reserved|dax[0-9]+\.[0-9]+|System RAM \(kmem\))$/\1 \2 \3/p' "$1")
    if [ -z "$kept" ]; then
        echo '      iomem: ""'
    else
        printf '      iomem: |\n%s' "$kept"
    fi
}

observed_dax() {
    if ! grep -q '"path"' "$1" 2>/dev/null; then
        echo '      daxctl: []'
        return
    fi
    echo '      daxctl:'
    sed 's#\\/#/#g; s/,$//; s/^ *//' "$1" | awk -F'":' '
        /^"path"/ { path = $2; gsub(/"/, "", path) }
        /^"id"/ { id = $2 }
        /^"size"/ { size = $2; gsub(/"/, "", size) }
        /^"align"/ { align = $2 }
        /^\}/ && path != "" {
            printf "        - {path: %s, id: %s, size: %s, align: %s}\n", path, id, size, align
            path = ""
        }'
}

# The error of a command that failed, from what it said; EPERM where it did not say.
observed_errors() {
    [ -e "$1" ] || return 0
    local lines
    lines=$(awk '
        function name() {
            if (said ~ /Device or resource busy|is in use|EBUSY/) return "EBUSY"
            if (said ~ /Numerical result out of range/) return "ERANGE"
            if (said ~ /Invalid argument/) return "EINVAL"
            if (said ~ /No such device or address/) return "ENXIO"
            if (said ~ /No such device/) return "ENODEV"
            if (said ~ /No such file/) return "ENOENT"
            if (said ~ /No space left/) return "ENOSPC"
            return "EPERM"
        }
        /^\$ / { command = substr($0, 3); said = ""; next }
        /^\[rc=/ { if ($0 != "[rc=0]")
            printf "        - {command: \"%s\", error: %s}\n", command, name(); next }
        { said = said $0 }' "$1")
    [ -z "$lines" ] || printf '      errors:\n%s\n' "$lines"
}

# Who has which dax device, and what drives it.
observed_owners() {
    grep -q '"start"' "$1/record/daxctl.json" 2>/dev/null || return 0
    echo '      owners:'
    sed 's#\\/#/#g; s/,$//; s/^ *//; s/"//g' "$1/record/daxctl.json" | awk -F: \
        -v drivers="$(tr '\n' ' ' < "$1/record/drivers.txt")" '
        /^path:/ { owner = $2 $3 ~ /hmem/ ? "hmem" : "cxl" }
        /^chardev:/ { device = $2 }
        /^start:/ { start = $2 }
        /^end:/ {
            use = index(drivers, "dax/devices/" device "/driver -> kmem ") ? "system-ram" \
                : index(drivers, "dax/devices/" device "/driver -> device_dax ") ? "devdax" \
                : "failed"
            print start, $2, owner, device, use
        }' | awk '{ line[NR] = $0; range[NR] = $1 " " $2; failed[NR] = $5 == "failed"
            if (!failed[NR]) used[range[NR]] = 1 }
        # of two devices of the same bytes the one that cannot be used does not own them
        END { for (i = 1; i <= NR; i++) if (!failed[i] || !used[range[i]]) print line[i] }' \
        | while read -r start end owner device use; do
        printf '        - {range: 0x%x-0x%x, owner: %s, device: %s, use: %s}\n' \
            "$start" "$end" "$owner" "$device" "$use"
    done
}

# What HMEM and dax said, without the names in front; and what they did not say.
observed_log() {
    local said phrase phrases=("await CXL initial probe" "CXL claims resource" \
        "CXL did not claim resource" "deferring range to CXL" "dax_region resource conflict" \
        "could not reserve region" "failed with error -12" "failed with error -16")
    said=$(grep -oE '(await CXL initial probe: .*|CXL claims resource, .*|CXL did not claim .*|'\
'deferring range to CXL: .*|dax_region resource conflict for .*|mapping[0-9]+: .*could not reserve.*|'\
'probe with driver [a-z_]+ failed with error -1[26])$' "$1" | sed "s/'/''/g" || true)
    if [ -n "$said" ]; then
        echo '      dmesg-any:'
        sed "s/^/        - '/; s/$/'/" <<< "$said"
    fi
    echo '      not-dmesg:'
    for phrase in "${phrases[@]}"; do
        grep -qF "$phrase" <<< "$said" || echo "        - '$phrase'"
    done
}
