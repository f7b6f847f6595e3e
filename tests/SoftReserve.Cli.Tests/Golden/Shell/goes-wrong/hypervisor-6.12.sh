# lab-two-rp-hypervisor.yaml --kernel 6.12
# CPUID says hypervisor: nothing is committed and nothing is reset, but a card can be taken away
# (as Debian's 6.12.107 with ndctl 85 printed it in QEMU without hypervisor=off)
cxl create-region -t ram -d decoder0.0 -w 1 -m mem1
cxl disable-region region0
cxl destroy-region region0
cxl list -R
cxl enable-region region0
cxl destroy-region -f region0
cxl disable-memdev -f mem0
cxl enable-memdev mem0
cxl destroy-region -f region0
dmesg -t | grep CPU
