# What the release build said in the guest, next to what the program says here.

# Leaves $cell/release: "agrees", or how it differs; nothing when it did not run there.
judge_release() {
    local kernel=$1 cell=$2 said=$2/record/softreserve order options=()
    rm -f "$cell/release"
    [ -e "$said/boot.txt" ] || return 0
    order=$(. "$cell/image/lab/settings.sh" && echo "${order// /,}")
    [ -z "$order" ] || options+=(--order "$order")
    options+=(--kernel "$(generation_of "$kernel")" --json)
    "$softreserve" boot "$cell/record" "${options[@]}" > "$cell/boot-here.txt" 2> /dev/null || true
    [ ! -e "$cell/image/lab/commands.txt" ] || options+=(--run "$cell/image/lab/commands.txt")
    "$softreserve" boot "$cell/machine.yaml" "${options[@]}" 2> /dev/null \
        | owners_of > "$cell/owners-predicted.txt"
    {
        diff -U 1 --label "boot here" --label "boot in the guest" \
            "$cell/boot-here.txt" "$said/boot.txt"
        # a record does not tell what was typed, nor which modules are not to be had
        if [ ! -e "$cell/image/lab/commands.txt" ] && ! hides_modules "$cell"; then
            compare_owners "$cell" boot "$said/boot.txt"
        fi
        [ ! -s "$said/diagnose.txt" ] || compare_owners "$cell" diagnose "$said/diagnose.txt"
        if [ -e "$said/capture.status" ] && [ "$(cat "$said/capture.status")" != 0 ]; then
            cat "$said/capture.err"
        fi
    } > "$cell/release-differences" || true
    if [ -s "$cell/release-differences" ]; then
        { echo "differs"; cat "$cell/release-differences"; } > "$cell/release"
    else
        echo "agrees ($(verbs_of "$said"))" > "$cell/release"
    fi
}

compare_owners() {
    owners_of < "$3" | diff -U 1 --label predicted --label "$2 in the guest" \
        "$1/owners-predicted.txt" -
}

verbs_of() {
    (cd "$1" && for file in *.status; do echo "${file%.status}"; done) | xargs
}

hides_modules() {
    (. "$1/image/lab/settings.sh" && [ -n "$missing_modules$by_hand" ])
}

# One line a range: who has it and for what. diagnose tells of windows that nobody uses, too, and cuts
# ranges where regions begin and end.
owners_of() {
    tool jq -r '.ranges[] | select(.soft_reserved != false or .owner != "none")
        | "\(.range) \(.owner) \(.use)"' | joined
}

joined() {
    local range owner before= first= last=
    while read -r range owner; do
        if [ "$owner" = "$before" ] && [ $((${range%-*})) -eq $((last + 1)) ]; then
            last=${range#*-}
            continue
        fi
        [ -z "$before" ] || echo "$first-$last $before"
        first=${range%-*} last=${range#*-} before=$owner
    done
    [ -z "$before" ] || echo "$first-$last $before"
}
