# cover-letter-3.yaml --kernel v4
# the cover letter's [3]: no region could be completed, HMEM has the memory; dax4.0 is destroyed and
# dax4.1 created. Its log and iomem come line by line (cases/seed/seed-3-recreate-dax). Differences:
# - Total pages: the mail's were measured. Here they are those of the memory map and of the first
#   block that is online, without what a kernel keeps for itself.
# - time stamps: here a step takes a millisecond.
grep -A3 '^2850000000' /proc/iomem
daxctl reconfigure-device -f -m devdax dax4.0
daxctl destroy-device -f dax4.0
daxctl create-device -r 4
daxctl reconfigure-device -N -m system-ram dax4.1
daxctl online-memory dax4.1
dmesg -t | sed -n '/ mapping0: unregister/,$p'
grep -A3 '^2850000000' /proc/iomem
cat /sys/devices/virtual/memory_tiering/memory_tier22/nodelist
