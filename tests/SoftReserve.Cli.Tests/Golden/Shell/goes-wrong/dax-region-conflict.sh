# lab-two-cards.yaml --kernel 7.2
# two regions under one range: HMEM has it, CXL's dax regions are in conflict, kmem is refused
# (recorded: captures/7.2/e-two-contig)
dmesg -t | grep -E 'conflict|failed with error|could not reserve'
daxctl list -R
grep -A4 'CXL Window' /proc/iomem
