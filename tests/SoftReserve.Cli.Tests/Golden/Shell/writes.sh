# one-window --kernel 7.2
# the policy for added memory holds from the next time on
cd /sys/devices/system/memory
cat auto_online_blocks
echo sometimes > auto_online_blocks
echo offline > auto_online_blocks
cat auto_online_blocks
daxctl offline-memory dax0.0
daxctl reconfigure-device -m devdax dax0.0 | grep mode
daxctl reconfigure-device -m system-ram -N dax0.0 | grep -E 'mode|blocks'
echo online_movable > auto_online_blocks
daxctl reconfigure-device -m devdax dax0.0 | grep mode
daxctl reconfigure-device -m system-ram dax0.0
daxctl reconfigure-device -f -m system-ram dax0.0 | grep -E 'mode|blocks'
lsmem -o RANGE,STATE,ZONES | grep Movable
# a dax device keeps its alignment, and a bound one everything
cd /sys/bus/dax/devices/dax0.0
echo 3 > align
echo 2097152 > align
echo 4096 > align
# cards leave a CXL region, and the region its addresses
cxl disable-region -f region0
cd /sys/bus/cxl/devices/region0
echo 0 > size
echo > target0
cat target0 commit
echo decoder2.0 > target0
echo > target0
echo > target0
echo 0 > size
cat size
grep region0 /proc/iomem
echo 0x40000000 > size
grep region0 /proc/iomem
# drivers let go of devices and try them again
echo ACPI0017:00 > /sys/bus/platform/drivers/cxl_acpi/bind
echo nothing > /sys/bus/platform/drivers/cxl_acpi/unbind
cxl disable-bus root0
cxl disable-bus -f root0
cxl list -BM -i | grep -E 'root0|state'
grep -A1 'CXL Window' /proc/iomem
echo ACPI0017:00 > /sys/bus/platform/drivers/cxl_acpi/unbind
echo ACPI0017:00 > /sys/bus/platform/drivers_probe
grep 'CXL Window' /proc/iomem
echo mem0 > /sys/bus/cxl/drivers/cxl_mem/unbind
cxl list -M
echo mem0 > /sys/bus/cxl/drivers_probe
cxl list -M | grep memdev
echo mem7 > /sys/bus/cxl/drivers_probe
echo 0000:01:00.0 > /sys/bus/pci/drivers/cxl_pci/bind
echo 0000:01:00.0 > /sys/bus/pci/drivers/cxl_pci/unbind
echo 1 > /sys/bus/pci/devices/0000:01:00.0/remove
lspci
echo 1 > /sys/bus/pci/rescan
lspci
