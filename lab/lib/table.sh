# The table of all cells.

versions() {
    local kernel
    sed 's/^/* /' "$root/versions"
    for kernel in "$@"; do
        echo "* kernel $kernel: $(cat "$cache/kernels/$kernel/release")"
    done
}

cell_word() {
    local verdict
    verdict=$(head -1 "$cache/cells/$1.$2/verdict" 2>/dev/null || echo "not run")
    case $verdict in
        "cannot be built"*) echo "cannot be built" ;;
        "not asked") echo "" ;;
        *) echo "$verdict" ;;
    esac
}

# Writes results/DATE.md: versions, table, and what differs.
write_table() {
    local count=$1 case kernel file row counted=0
    shift
    local cases=("${@:1:$count}") kernels=("${@:$((count + 1))}")
    mkdir -p "$results"
    file=$results/$(date +%F).md
    {
        echo "# The lab, $(date +%F)"
        echo
        versions "${kernels[@]}"
        echo
        echo "| case | $(printf '%s | ' "${kernels[@]}")"
        echo "|---|$(printf -- '---|%.0s' "${kernels[@]}")"
        for case in "${cases[@]}"; do
            row="| $case |"
            for kernel in "${kernels[@]}"; do row+=" $(cell_word "$case" "$kernel") |"; done
            echo "$row"
        done
        echo
        count_words "${#cases[@]}" "${cases[@]}" "${kernels[@]}"
        tell_release "${#cases[@]}" "${cases[@]}" "${kernels[@]}"
        for case in "${cases[@]}"; do
            for kernel in "${kernels[@]}"; do tell_cell "$case" "$kernel"; done
        done
    } > "$file"
    say "$file"
    sed -n '/^| case/,/^$/p' "$file"
    ! grep -qE '\| (differs|lists differ|hung[^|]*|died[^|]*|not run[^|]*) \||^The release build .* differs' "$file"
}

# Where the release build ran in the guest, and whether it said there what it says here.
tell_release() {
    local count=$1 case kernel word
    shift
    for case in "${@:1:$count}"; do
        for kernel in "${@:$((count + 1))}"; do
            word=$(head -1 "$cache/cells/$case.$kernel/release" 2>/dev/null) || continue
            printf '%s\t%s on %s\n' "$word" "$case" "$kernel"
        done
    done | LC_ALL=C sort | awk -F '\t' '
        $1 != word { if (word != "") print text "."; word = $1; text = "" }
        { text = text (text == "" ? "\nThe release build ran in the guest and " word ": " : ", ") $2 }
        END { if (word != "") print text "." }' | fold -s -w 130 | sed 's/ *$//'
}

count_words() {
    local count=$1 case kernel
    shift
    for case in "${@:1:$count}"; do
        for kernel in "${@:$((count + 1))}"; do cell_word "$case" "$kernel" | cut -d: -f1; done
    done | grep . | LC_ALL=C sort | uniq -c | awk '{ n = $1; $1 = ""; print "*" $0 ": " n }'
}

# The lines of a cell that did not go well.
tell_cell() {
    local verdict=$cache/cells/$1.$2/verdict
    case $(head -1 "$verdict" 2>/dev/null) in
        agrees | "agrees up to names" | "not asked" | "") return 0 ;;
    esac
    printf '\n## %s on %s\n\n' "$1" "$2"
    sed "s/^/    /; s#$cache#CACHE#g" "$verdict"
}
