# two-regions-gap --kernel v4
# HMEM has the memory: offline, the module away and back
lsmod | grep -E '^(dax|cxl)' | sort
for d in dax0.0 dax1.0; do
    daxctl offline-memory $d > /dev/null 2>&1 && echo "$d is offline"
done
modprobe -r dax_hmem
lsmod | grep -c dax_hmem
modprobe dax_hmem && lsmem | tail -2
