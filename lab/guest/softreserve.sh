# The release build on the machine itself.

# What it says of the record that was just made and, where it can ask a live machine, of that.
ask_softreserve() {
    [ -x /usr/bin/softreserve ] || return 0
    kernel=$(cat /lab/kernel.txt)
    for verb in boot capture diagnose; do
        softreserve "$verb" --help 2> /dev/null | grep -q "softreserve $verb" || continue
        say "softreserve $verb"
        mkdir -p /run/record/softreserve
        answer=/run/record/softreserve/$verb
        case $verb in
            boot) softreserve boot /run/record --kernel "$kernel" $(order_option) --json ;;
            capture) softreserve capture -o "$answer.tar.gz" ;;
            diagnose) softreserve diagnose --json ;;
        esac > "$answer.txt" 2> "$answer.err" < /dev/null
        echo $? > "$answer.status"
    done
}

order_option() {
    [ -z "$order" ] || echo "--order $(echo "$order" | tr ' ' ,)"
}
