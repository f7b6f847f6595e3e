# lab-one-empty.yaml --kernel 7.2
# no space: on the card (-28), in the window (the tool looks first)
# (recorded: recorded/out-of-order-*.transcript)
cxl create-region -t ram -d decoder0.0 -w 1 -s 256M -m mem0 > /dev/null
cxl create-region -t ram -d decoder0.0 -w 1 -s 256M -m mem0 > /dev/null
cxl create-region -t ram -d decoder0.0 -w 1 -s 256M -m mem0
cxl create-region -t ram -d decoder0.0 -w 1 -s 4G -m mem0
