# lab-one-unmovable.yaml --kernel 7.2
# the same, by force: the memory is lost until the next boot
# (recorded: recorded/memory-unmovable-forced-7.2.transcript, and its log)
daxctl offline-memory dax0.0
cxl disable-region -f region0
daxctl list
cxl list -R -i
echo offline > /sys/devices/system/memory/memory34/state
cxl enable-region region0
daxctl list
dmesg -t | grep -E 'dumped|removing|hotremoved|System RAM'
grep -A3 'CXL Window' /proc/iomem
