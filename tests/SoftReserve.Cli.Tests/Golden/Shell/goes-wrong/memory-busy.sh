# lab-one-online.yaml --kernel 7.2
# somebody holds a page: the kernel tries for ever (mm/memory_hotplug.c, not recorded)
machine pin 0x118000000-0x118000fff busy
daxctl offline-memory dax0.0
daxctl list | grep blocks
dmesg -t | tail -2
echo offline > /sys/devices/system/memory/memory35/state
cxl disable-region region0
machine unpin 0x118000000-0x118000fff
daxctl offline-memory dax0.0
