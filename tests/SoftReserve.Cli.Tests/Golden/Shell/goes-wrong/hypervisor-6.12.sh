# lab-two-rp-hypervisor.yaml --kernel 6.12
# CPUID says hypervisor: nothing is committed and nothing is reset, but a card can be taken away
# (recorded: recorded/hypervisor-6.12.transcript)
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
