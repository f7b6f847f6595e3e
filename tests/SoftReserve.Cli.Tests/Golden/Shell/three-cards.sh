# amd-three-windows --kernel 7.2
# loops, conditions, variables and substitution over devices of a machine
cards=$(lspci -d ::0502 | wc -l)
echo "$cards cards"
for n in 0 1 2; do
    if daxctl offline-memory dax$n.0 > /dev/null 2>&1; then
        echo "dax$n.0: $(lsmem | sed -n '/offline.memory/s/.* //p') offline"
    fi
done
chmem -e 0x850000000-0x284fffffff; lsmem -o RANGE,STATE,NODE | grep -v '^$' | head -5
false || echo "exit code $?"
