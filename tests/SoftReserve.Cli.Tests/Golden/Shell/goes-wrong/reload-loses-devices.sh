# lab-one-soft-reserved.yaml --kernel 7.2
# dax_hmem goes and comes back without its devices: after the first decision it never registers
# what a window touches (rule R63)
daxctl list -R -u
daxctl offline-memory dax2.0
modprobe -r dax_hmem
modprobe dax_hmem
daxctl list -R
lsmod | grep -E '^(kmem|device_dax|dax_cxl|dax_hmem)'
