# What `cxl list -vvv` and `daxctl list -RDM` print in the guest and in the model's shell.

# The verdict, and how the lists differ when they do.
judge_lists() {
    local case=$1 kernel=$2 cell=$3 verdict=$4 tool
    predicted_lists "$kernel" "$cell"
    for tool in cxl daxctl; do
        nameless "$cell/predicted-$tool.json" "$tool" > "$cell/predicted-$tool.txt"
        nameless "$cell/record/$(recorded_list $tool)" "$tool" > "$cell/seen-$tool.txt"
        diff -U 3 --label "$tool list, predicted" --label "$tool list, seen" \
            "$cell/predicted-$tool.txt" "$cell/seen-$tool.txt"
    done > "$cell/list-differences" || true
    if [ -s "$cell/list-differences" ]; then
        if grep -qx "$kernel/$case" "$observed/lists-differ.txt"; then
            echo "lists differ, known"
        else
            echo "lists differ"
        fi
        cat "$cell/list-differences"
    else
        echo "$verdict"
    fi
}

recorded_list() {
    if [ "$1" = cxl ]; then echo cxl-list.json; else echo daxctl.json; fi
}

# The commands of the case, then both lists, on the machine that was built.
predicted_lists() {
    local kernel=$1 cell=$2 order options=()
    order=$(. "$cell/image/lab/settings.sh" && echo "${order// /,}")
    [ -z "$order" ] || options+=(--order "$order")
    {
        cat "$cell/image/lab/commands.txt" 2>/dev/null || true
        printf 'echo lab: %s\n%s list %s\n' cxl cxl -vvv daxctl daxctl -RDM
    } > "$cell/lists.sh"
    "$softreserve" shell "$cell/machine.yaml" --kernel "$(generation_of "$kernel")" \
        "${options[@]}" --run "$cell/lists.sh" > "$cell/lists.txt" 2> "$cell/lists.err" || true
    sed -n '/^lab: cxl$/,/^lab: daxctl$/{/^lab: /!p}' "$cell/lists.txt" > "$cell/predicted-cxl.json"
    sed -n '/^lab: daxctl$/,${/^lab: /!p}' "$cell/lists.txt" > "$cell/predicted-daxctl.json"
}

# A list without numbers that depend on what was first, one line a value.
nameless() {
    if [ -s "$1" ]; then tool jq -S -f "$lab/lib/names.jq" "$1" 2>&1; else echo "no list"; fi
}
