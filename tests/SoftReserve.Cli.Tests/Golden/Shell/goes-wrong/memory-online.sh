# lab-one-online.yaml --kernel 7.2
# memory that is online: no other mode; who unbinds kmem loses it until the next boot
# (recorded: recorded/memory-unmovable-7.2.transcript, its log and iomem; captures/v4/n04-*)
daxctl reconfigure-device -m devdax dax0.0
daxctl destroy-device dax0.0
cxl destroy-region region0
cxl disable-memdev mem0
echo dax0.0 > /sys/bus/dax/drivers/kmem/unbind
dmesg -t | tail -2
daxctl list
grep -A3 'CXL Window' /proc/iomem
echo dax0.0 > /sys/bus/dax/drivers/kmem/bind
dmesg -t | tail -2
