# lab-one-online.yaml --kernel 7.2
# memory that is online: no other mode; who unbinds kmem loses it until the next boot
# (words, iomem and log as Debian's 7.2.13 with ndctl 85 printed them in QEMU)
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
