# The cache folder: Debian packages, tools unpacked from them, kernels and their modules.
# Nothing is installed: apt (with its own state below $cache/apt) checks and downloads, dpkg-deb
# unpacks, and the tools run through their own dynamic loader. No root needed.

debian_suites="trixie trixie-backports sid"
root_packages="qemu-system-x86 seabios cxl daxctl kexec-tools busybox-static cpio kmod numactl jq libstdc++6"

root=$cache/root
libs=usr/lib/x86_64-linux-gnu

apt_here() {
    local command=$1
    shift
    "$command" -o Dir::State="$cache/apt" -o Dir::State::lists="$cache/apt/lists" \
        -o Dir::State::status="$cache/apt/status" -o Dir::Cache="$cache/apt/cache" \
        -o Dir::Etc::sourcelist="$cache/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null \
        -o Dir::Etc::preferencesparts=/dev/null -o APT::Architecture=amd64 \
        -o APT::Sandbox::User="$(id -un)" "$@"
}

# The mirror this machine uses already, else Debian's own.
debian_mirror() {
    local found
    found=$(sed -n 's#^URIs: ##p; s#^deb \(\[.*\] \)\?\([^ ]*\) .*#\2#p' \
        /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list 2>/dev/null \
        | grep '/debian/\?$' | head -1 || true)
    echo "${found:-http://deb.debian.org/debian}"
}

update_package_lists() {
    local suite mirror
    mkdir -p "$cache"/apt/lists/partial "$cache"/apt/cache/archives/partial
    touch "$cache/apt/status"
    mirror=$(debian_mirror)
    for suite in $debian_suites; do
        echo "deb [arch=amd64 signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]" \
            "$mirror $suite main"
    done > "$cache/apt/sources.list"
    apt_here apt-get -qq update >&2
}

# Unpacks packages and all that they depend on into $root.
setup_root() {
    [ "$(cat "$root/complete" 2>/dev/null)" = "$root_packages" ] && return
    say "unpacking the tools into the cache"
    [ -e "$cache/apt/sources.list" ] || update_package_lists
    rm -rf "$root"
    mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
    ln -s usr/bin usr/sbin usr/lib usr/lib64 "$root/"
    # shellcheck disable=SC2086
    apt_here apt-get -qq -y --no-install-recommends --download-only install $root_packages >&2
    local package
    for package in "$cache"/apt/cache/archives/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar x -C "$root" --keep-directory-symlink \
            --exclude './usr/share/doc' --exclude './usr/share/man' --exclude './usr/share/locale'
    done
    ls "$cache/apt/cache/archives" | grep -E '^(qemu-system-x86|cxl|daxctl|seabios)_' \
        | sed 's/_amd64.deb$//; s/_all.deb$//; s/%3a/:/; s/_/ /' > "$root/versions"
    rm -f "$cache"/apt/cache/archives/*.deb
    echo "$root_packages" > "$root/complete"
}

# Runs a tool of the unpacked root on this machine.
tool() {
    local name=$1 path
    shift
    for path in "$root/usr/bin/$name" "$root/usr/sbin/$name"; do
        [ -x "$path" ] && break
    done
    "$root/usr/lib64/ld-linux-x86-64.so.2" --library-path "$root/$libs" --argv0 "$name" \
        "$(readlink -f "$path")" "$@"
}

# The newest kernel of a series that the packages have, as 7.2.13+deb14-amd64.
newest_kernel() {
    apt_here apt-cache pkgnames "linux-image-$1." \
        | sed -n 's/^linux-image-\([0-9.]*+deb[0-9]*-amd64\)$/\1/p' | sort -V | tail -1
}

# The kernel of a series in the cache; downloads it when there is none.
setup_kernel() {
    local series=$1 release package packages=
    [ -e "$cache/kernels/$series/complete" ] && return
    [ -e "$cache/apt/sources.list" ] || update_package_lists
    release=$(newest_kernel "$series")
    [ -n "$release" ] || { say "kernel $series: Debian has none any more"; return 1; }
    say "fetching kernel $release"
    local folder=$cache/kernels/$series
    rm -rf "$folder"
    mkdir -p "$folder/unpacked"
    for package in image binary modules base; do
        # grep -q would end apt-cache before it is done, which counts as a failure
        if apt_here apt-cache show "linux-$package-$release" 2>/dev/null \
            | grep ^Filename > /dev/null; then
            packages+=" linux-$package-$release"
        fi
    done
    # shellcheck disable=SC2086
    (cd "$folder" && apt_here apt-get -qq download $packages >&2) || return 1
    for package in "$folder"/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar x -C "$folder/unpacked" --wildcards \
            '*/vmlinuz*' '*/config*' '*/modules.*' '*/drivers/cxl/*' '*/drivers/dax/*' \
            '*/drivers/nvdimm/*' '*/drivers/acpi/*' '*/drivers/virtio/*' '*/drivers/fwctl/*' \
            '*/block/virtio_blk*' '*/drivers/perf/*' 2>/dev/null || true
        rm "$package"
    done
    find "$folder/unpacked" -name 'vmlinuz*' -type f -exec cp {} "$folder/bzImage" \;
    find "$folder/unpacked" \( -name 'config' -o -name 'config-*' \) -type f \
        -exec cp {} "$folder/config" \;
    mv "$(find "$folder/unpacked" -type d -name "$release" | grep '/modules/' | head -1)" \
        "$folder/modules"
    rm -rf "$folder/unpacked"
    [ -e "$folder/modules/modules.builtin" ] || {
        say "kernel $release: its packages have no modules.builtin"
        return 1
    }
    echo "$release" > "$folder/release"
    touch "$folder/complete"
}

# A developer's own kernel under the name "own": bzImage and the modules folder of one release.
setup_own_kernel() {
    local image=$1 modules=$2 folder=$cache/kernels/own
    [ -f "$image" ] || { say "--bzImage: no file '$image'"; exit 2; }
    [ -f "$modules/modules.builtin" ] || {
        say "--modules: '$modules' has no modules.builtin; give the folder that make" \
            "modules_install made below /lib/modules"
        exit 2
    }
    rm -rf "$folder"
    mkdir -p "$folder/modules"
    cp "$image" "$folder/bzImage"
    (cd "$modules" && find . -name 'modules.*' -o -path '*drivers/cxl/*.ko*' \
        -o -path '*drivers/dax/*.ko*' -o -path '*drivers/nvdimm/*.ko*' \
        -o -path '*drivers/virtio/*.ko*' -o -path '*drivers/fwctl/*.ko*' \
        -o -path '*drivers/perf/*.ko*' -o -path '*drivers/acpi/*.ko*' \
        -o -name 'virtio_blk.ko*' | tar c -T -) | tar x -C "$folder/modules"
    basename "$(readlink -f "$modules")" > "$folder/release"
    touch "$folder/complete"
}
