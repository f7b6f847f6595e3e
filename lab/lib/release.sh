# What the release build said in the guest, next to what it says here.

# Leaves $cell/release: "agrees", or how it differs; nothing when it did not run there.
judge_release() {
    local kernel=$1 cell=$2 said=$2/record/softreserve order options=()
    rm -f "$cell/release"
    [ -e "$said/boot.txt" ] || return 0
    order=$(. "$cell/image/lab/settings.sh" && echo "${order// /,}")
    [ -z "$order" ] || options+=(--order "$order")
    "$softreserve" boot "$cell/record" --kernel "$(generation_of "$kernel")" "${options[@]}" \
        --json > "$cell/boot-here.txt" 2> /dev/null || true
    {
        diff -U 1 --label here --label "in the guest" "$cell/boot-here.txt" "$said/boot.txt"
        # the record does not tell what was typed, nor which modules are not to be had
        if [ ! -e "$cell/image/lab/commands.txt" ] && ! hides_modules "$cell"; then
            "$softreserve" boot "$cell/machine.yaml" --kernel "$(generation_of "$kernel")" \
                "${options[@]}" --json 2> /dev/null | owners_of > "$cell/owners-predicted.txt"
            owners_of < "$said/boot.txt" \
                | diff -U 1 --label predicted --label "in the guest" \
                    "$cell/owners-predicted.txt" -
        fi
    } > "$cell/release-differences" || true
    if [ -s "$cell/release-differences" ]; then
        { echo "differs"; cat "$cell/release-differences"; } > "$cell/release"
    else
        echo "agrees" > "$cell/release"
    fi
}

hides_modules() {
    (. "$1/image/lab/settings.sh" && [ -n "$missing_modules$by_hand" ])
}

# One line a range: who has it and for what.
owners_of() {
    tool jq -r '.ranges[] | "\(.range) \(.owner) \(.use)"'
}
