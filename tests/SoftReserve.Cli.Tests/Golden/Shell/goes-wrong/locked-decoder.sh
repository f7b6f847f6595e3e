# lab-one-locked.yaml --kernel 7.2
# firmware locked the decoders: -EPERM; who deletes the region all the same loses the card's memory
# (recorded: recorded/locked-decoder-7.2.transcript; cases/bugs/l2-locked-decoders)
cxl list -R
cxl disable-region region0
cxl destroy-region region0
cxl destroy-region -f region0
echo 0 > /sys/bus/cxl/devices/region0/commit
cat /sys/bus/cxl/devices/region0/locked
cxl enable-region region0
cxl destroy-region -f region0
daxctl list
echo region0 > /sys/bus/cxl/devices/decoder0.0/delete_region
cxl create-region -t ram -d decoder0.0 -w 1 -m mem0
