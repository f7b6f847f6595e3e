# amd-three-windows --kernel 7.2
# what every Linux has
lspci
lspci -nn -d :0d93
lsmod
modinfo -F depends cxl_pci dax_cxl kmem
lsmem -o RANGE,SIZE,STATE,REMOVABLE,BLOCK,NODE,ZONES
chmem -v -d 256M
lsmem -S none -o RANGE,STATE --summary=never
chmem -e 128M
chmem -e 256M
lsmem -J -o BLOCK,NODE,ZONES
chmem -b -d 265-266
numactl -H
dmesg -x -l err,warn
dmesg -T | tail -1
uname -sr
# and how it refuses
lsmem -x
chmem -d 0x100-0x200
lspci -d foo
dmesg --foo
modinfo nothing kmem
lsmod -v
modprobe
rmmod --all
uname -r please
