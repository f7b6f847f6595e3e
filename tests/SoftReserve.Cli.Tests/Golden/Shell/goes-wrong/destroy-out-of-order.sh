# lab-one-empty.yaml --kernel 7.2
# two regions on one card: the later one goes first
# (recorded: recorded/out-of-order-*.transcript; semantics H.2)
cxl create-region -t ram -d decoder0.0 -w 1 -s 256M -m mem0 > /dev/null
cxl create-region -t ram -d decoder0.0 -w 1 -s 256M -m mem0 > /dev/null
cxl disable-region region0
cxl destroy-region region0
cxl destroy-region -f region0
cxl destroy-region -f region1
cxl destroy-region region0
