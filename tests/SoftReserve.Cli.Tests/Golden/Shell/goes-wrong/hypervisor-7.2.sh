# lab-two-rp-hypervisor.yaml --kernel 7.2
# CPUID says hypervisor: no region can be committed, but one can be destroyed
# (recorded: recorded/hypervisor-7.2.transcript, hypervisor-6.18.transcript)
cxl create-region -t ram -d decoder0.0 -w 1 -m mem1
dmesg -t | grep CPU
cxl disable-region region0
cxl destroy-region region0
dmesg -t | grep CPU
cxl list -R -i
cxl enable-memdev mem0
