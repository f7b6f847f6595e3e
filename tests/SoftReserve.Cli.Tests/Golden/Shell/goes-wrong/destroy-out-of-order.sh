# lab-one-empty.yaml --kernel 7.2
# two regions on one card: the later one goes first
# (as Debian's 7.2.13 and 6.12 with ndctl 85 printed it in QEMU; semantics H.2)
cxl create-region -t ram -d decoder0.0 -w 1 -s 256M -m mem0 > /dev/null
cxl create-region -t ram -d decoder0.0 -w 1 -s 256M -m mem0 > /dev/null
cxl disable-region region0
cxl destroy-region region0
cxl destroy-region -f region0
cxl destroy-region -f region1
cxl destroy-region region0
