# amd-three-windows --kernel v4
# the cover letter's [1]: offline, tear down, create again (cases/seed/seed-1-*; the same steps on
# a running v4: captures/v4/i5-cover-1.cxlfirst)
grep -A3 'CXL Window 0' /proc/iomem
lsmem | head -4
daxctl offline-memory dax0.0
cxl disable-region region0
cxl destroy-region region0
grep -A3 'CXL Window 0' /proc/iomem
lsmem | tail -1
numactl -H | grep size
cxl create-region -t ram -d decoder0.0 -w 1 -m mem0
daxctl list -RDM -u -r 0
grep -A3 'CXL Window 0' /proc/iomem
numactl -H | grep size
dmesg -t -l err
