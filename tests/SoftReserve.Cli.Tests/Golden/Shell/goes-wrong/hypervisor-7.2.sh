# lab-two-rp-hypervisor.yaml --kernel 7.2
# CPUID says hypervisor: no region can be committed, but one can be destroyed
# (as Debian's 7.2.13 and 6.18 with ndctl 85 printed it in QEMU without hypervisor=off)
cxl create-region -t ram -d decoder0.0 -w 1 -m mem1
dmesg -t | grep CPU
cxl disable-region region0
cxl destroy-region region0
dmesg -t | grep CPU
cxl list -R -i
cxl enable-memdev mem0
