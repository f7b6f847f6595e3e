# one-window --kernel v4
# the cover letter's [1]: offline, tear down, create again
lsmem | head -4
daxctl offline-memory dax0.0
lsmem | tail -1
cxl disable-region region0
cxl destroy-region region0
numactl -H | grep size
cxl create-region -t ram -d decoder0.0 -w 1 -m mem0 > /dev/null && echo created
numactl -H | grep size
dmesg -t -l err
