# lab-one-unmovable.yaml --kernel 7.2
# the same, by force: the region goes from under memory that is in use
# (log as Debian's 7.2.13 printed it in QEMU, before it crashed: decoders were off below its memory;
# the tool's words follow from ndctl's source)
cxl disable-region -f region0
dmesg -t | grep -E 'dumped|removing|hotremoved'
grep -A3 'CXL Window' /proc/iomem
chmem -d 0x110000000-0x117ffffff
