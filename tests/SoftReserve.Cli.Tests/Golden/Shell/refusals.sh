# fujitsu-amd-two-windows --kernel 6.12
# what does not work, and how it says so
frobnicate dax0.0
jq . | head -1
lspci -vvv
echo hello > /etc/motd
echo hello > ../../../tmp/x
daxctl offline-memory dax9.0
modprobe -r cxl_nothing
grep '\(' | wc -l
while true; do :; done
echo still here; exit 3
