# lab-one-unmovable.yaml --kernel 7.2
# decoders go off below memory that is in use: the real kernel dies (recorded: v4 and Debian's 7.2.13
# ended in a panic at this command, captures/v4/n31-destroy-under-online)
cxl destroy-region -f region0
