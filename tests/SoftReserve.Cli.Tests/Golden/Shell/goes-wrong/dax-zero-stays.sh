# lab-one-empty.yaml --kernel 7.2
# daxN.0 cannot be deleted, only emptied; the next one is daxN.1
# (recorded: recorded/out-of-order-*.transcript; rule R50)
cxl create-region -t ram -d decoder0.0 -w 1 -m mem0 > /dev/null
daxctl reconfigure-device -m devdax dax0.0 > /dev/null
daxctl disable-device dax0.0
daxctl destroy-device dax0.0
echo dax0.0 > /sys/bus/cxl/devices/dax_region0/dax_region/delete
daxctl list -RDi
daxctl create-device -s 256M > /dev/null
daxctl create-device -s 256M > /dev/null
daxctl create-device -s 256M
daxctl list -RD
daxctl destroy-device -f dax0.1
daxctl list -RD
