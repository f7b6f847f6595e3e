# What a guest boots: one cpio with the tools, one for each kernel with its modules, one for each
# cell. The kernel reads archives one after the other.

cpio_of() {
    (cd "$1" && find . | LC_ALL=C sort | tool cpio -o -H newc --quiet -R 0:0)
}

# busybox, kmod, cxl, daxctl, kexec, numactl and their libraries, and lab/guest.
build_tools_image() {
    local image=$cache/tools.cpio tree=$cache/tools name path
    if [ -e "$image" ] && [ -z "$(find "$lab/guest" -newer "$image" | head -1)" ]; then return; fi
    rm -rf "$tree"
    mkdir -p "$tree"/{dev,proc,sys,run,tmp,etc/modprobe.d,lab,usr/bin,usr/sbin,usr/lib64} \
        "$tree/$libs"
    ln -s usr/bin usr/sbin usr/lib usr/lib64 "$tree/"
    cp "$root/usr/bin/busybox" "$tree/usr/bin/"
    for name in $("$root/usr/bin/busybox" --list); do
        case $name in
            busybox | modprobe | insmod | rmmod | depmod | lsmod | modinfo) ;;
            *) ln -s busybox "$tree/usr/bin/$name" ;;
        esac
    done
    for name in cxl daxctl kmod numactl kexec; do
        for path in "$root/usr/bin/$name" "$root/usr/sbin/$name"; do
            [ -e "$path" ] || continue
            cp "$path" "$tree/usr/bin/"
            "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$root/$libs" --list "$path" \
                | grep -o "$root/$libs/[^ ]*" | while read -r library; do
                cp -Ln "$library" "$tree/$libs/"
            done
        done
    done
    for name in modprobe insmod rmmod depmod lsmod modinfo; do
        ln -s ../bin/kmod "$tree/usr/sbin/$name"
    done
    cp -L "$root/usr/lib64/ld-linux-x86-64.so.2" "$tree/usr/lib64/"
    cp "$lab"/guest/*.sh "$tree/lab/"
    cp "$lab/guest/init" "$tree/init"
    chmod 755 "$tree/init" "$tree"/lab/*.sh
    cpio_of "$tree" > "$image.new"
    mv "$image.new" "$image"
    rm -rf "$tree"
}

# The published program and the libraries that it takes from a system, for /usr of a guest.
build_release_image() {
    local release=$1 image=$cache/release.cpio tree=$cache/release-tree library
    if [ "$image" -nt "$release" ]; then return; fi
    rm -rf "$tree"
    mkdir -p "$tree/usr/bin" "$tree/$libs"
    cp "$release" "$tree/usr/bin/softreserve"
    chmod 755 "$tree/usr/bin/softreserve"
    "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$root/$libs" --list "$release" \
        | grep -o "$root/$libs/[^ ]*" | while read -r library; do
        cp -Ln "$library" "$tree/$libs/"
    done
    cpio_of "$tree" > "$image.new"
    mv "$image.new" "$image"
    rm -rf "$tree"
}

# The modules of one kernel that CXL and dax need, unpacked (a guest without hardware
# virtualization unpacks slowly), with fresh dependency lists.
build_modules_image() {
    local kernel=$1 folder=$cache/kernels/$1 release tree file plain
    local image=$folder/modules.cpio
    [ -e "$image" ] && return
    release=$(cat "$folder/release")
    tree=$folder/tree
    rm -rf "$tree"
    mkdir -p "$tree/usr/lib/modules/$release"
    cp "$folder"/modules/modules.{builtin,order} "$tree/usr/lib/modules/$release/"
    cp "$folder"/modules/modules.builtin.modinfo "$tree/usr/lib/modules/$release/" 2>/dev/null || true
    (cd "$folder/modules" && find . -name '*.ko*' | grep -E \
        'cxl|dax|hmem|kmem|nvdimm|nd_|nfit|virtio|einj|fwctl') | while read -r file; do
        plain=$tree/usr/lib/modules/$release/${file%.xz}
        plain=${plain%.zst}
        mkdir -p "$(dirname "$plain")"
        case $file in
            *.xz) xz -dc "$folder/modules/$file" > "$plain" ;;
            *.zst) zstd -qdc "$folder/modules/$file" > "$plain" ;;
            *) cp "$folder/modules/$file" "$plain" ;;
        esac
    done
    ln -s usr/lib "$tree/lib"
    tool depmod -b "$tree" "$release"
    rm "$tree/lib"
    cpio_of "$tree" > "$image.new"
    mv "$image.new" "$image"
    rm -rf "$tree"
}
