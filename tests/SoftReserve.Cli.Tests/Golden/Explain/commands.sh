# CXL owns the memory: the region goes and comes again at the same address
daxctl offline-memory dax0.0
cxl destroy-region -f region0
cxl create-region -m -t ram -d decoder0.0 mem0
