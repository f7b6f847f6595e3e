# lab-one-soft-reserved.yaml --kernel 7.2
# dax_hmem goes and comes back without its devices: after the first decision it never registers
# what a window touches (recorded: recorded/reload-loses-devices-7.2.transcript; rule R63)
daxctl list -R
modprobe -r dax_hmem
dmesg -t | tail -5
daxctl list -R
modprobe dax_hmem
dmesg -t | tail -1
daxctl list -R
