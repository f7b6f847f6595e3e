# lab-one-unmovable.yaml --kernel 7.2
# memory online for the kernel's own use, something of the kernel in its first block
# (recorded: recorded/memory-unmovable-7.2.transcript)
daxctl list
cat /sys/devices/system/memory/memory34/valid_zones
daxctl offline-memory dax0.0
daxctl list
daxctl offline-memory dax0.0
echo offline > /sys/devices/system/memory/memory34/state
echo offline > /sys/devices/system/memory/memory35/state
echo 0 > /sys/devices/system/memory/memory37/online
daxctl reconfigure-device -m devdax dax0.0
daxctl reconfigure-device -f -m devdax dax0.0
daxctl destroy-device dax0.0
cxl disable-region region0
cxl destroy-region region0
cxl disable-memdev mem0
daxctl list
cxl list -R
# how it ends well: in ZONE_MOVABLE nothing of the kernel's own is kept
machine unpin 0x110000000-0x12fffffff
daxctl offline-memory dax0.0
daxctl online-memory dax0.0
machine pin 0x110000000-0x12fffffff
daxctl offline-memory dax0.0
