#!/bin/bash
# Runs commands on a modelled machine: real-tools.sh TREE TOOLS OUT < commands
# TREE: what --sysfs-out wrote, on a tmpfs. TOOLS: a root folder with the tools and their libraries, or /. OUT: gets N.out, N.err and N.exit, from 0.
# Needs root. Everything is mounted in a mount namespace of its own; outside nothing changes.
set -eu
if [ "${4:-}" != inside ]; then exec unshare -m "$0" "$1" "$2" "$3" inside; fi
tree=$1 tools=$2 out=$3
root=$out/root
mkdir "$root"
mount --rbind "$tools" "$root"
# the tools ask the nodes for their numbers and do not open them
mount -t tmpfs -o nodev,size=1m none "$root/dev"
for link in "$tree"/sys/dev/char/*; do
  name=$(sed -n 's/^DEVNAME=//p' "$link/uevent") || continue
  number=${link##*/}
  mkdir -p "$root/dev/$(dirname "$name")"
  mknod "$root/dev/$name" c "${number%:*}" "${number#*:}"
done
mount --bind "$tree/sys" "$root/sys"
mount --bind "$tree/proc" "$root/proc"
n=0
while read -r tool arguments; do
  # shellcheck disable=SC2086
  PATH=/usr/sbin:/usr/bin chroot "$root" "$tool" $arguments > "$out/$n.out" 2> "$out/$n.err" < "$tree/proc/version" && code=0 || code=$?
  echo $code > "$out/$n.exit"
  n=$((n + 1))
done
