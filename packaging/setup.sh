#!/usr/bin/env bash
# Makes .venv from the lock file, and installs the system packages the program needs.
#   packaging/setup.sh [--tests] [--bench] [--bundle]
# --tests adds the outside programs that the tests ask for; --bench adds the peers it measures against;
# --bundle adds what the bundle is made and tried by.
# Running it again costs a moment: what is there already is not fetched again.
# PYTHON=/path/to/python3 picks an interpreter; otherwise the first of 3.11 or later is taken.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tests='' bench='' bundle=''
for option in "$@"; do
    case $option in
        --tests) tests=yes ;;
        --bench) bench=yes ;;
        --bundle) bundle=yes ;;
        *) echo "setup: unknown option $option; use --tests, --bench or --bundle" >&2; exit 2 ;;
    esac
done

# Names that Debian and Ubuntu share; a few of them only point to another name on newer releases, which apt follows.
qt_packages="libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon-x11-0 libwayland-client0
    libwayland-cursor0 libwayland-egl1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libx11-xcb1"

have() { command -v "$1" >/dev/null 2>&1; }

# Debian splits ensurepip off, and a venv without it can't install anything.
usable() { "$1" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

pick_python() {
    local candidate
    for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3; do
        if usable "$candidate"; then command -v "$candidate"; return; fi
    done
    return 1
}

# install PACKAGE...: 1 when they could not be installed, with the line that would.
install() {
    local root=()
    if [ "$(id -u)" != 0 ]; then
        root=(sudo)
        [ -t 0 ] || root=(sudo -n)
    fi
    if have apt-get && { [ ${#root[@]} = 0 ] || { have sudo && "${root[@]}" true 2>/dev/null; }; }; then
        echo "setup: installing $*" >&2
        "${root[@]}" apt-get update -qq >&2 || true
        "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends --no-upgrade \
            "$@" >/dev/null && return 0
    fi
    echo "setup: not installed: $*. As an administrator, run: apt-get install $*" >&2
    return 1
}

python_ready() {
    [ -x .venv/bin/python ] && [ "$(cat .venv/.ready 2>/dev/null)" = "$(key)" ] && .venv/bin/python -c '' 2>/dev/null
}

# What .venv was made from: it is made again when any of these changes.
key() { cat packaging/requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1; }

pip() { .venv/bin/python -m pip --quiet --disable-pip-version-check "$@"; }

# Wheels only: nothing fetched is run while it is installed. The lock is whole, so nothing is left to resolve: where a
# package asks for another one's extra, pip would otherwise look at what came out after the lock, and refuse it.
install_locked() { pip install --require-hashes --only-binary :all: --no-deps -r "$1"; }

make_venv() {
    local python
    if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        python=$(pick_python) || { install python3 python3-venv && python=$(pick_python); } || {
            echo 'setup: no Python 3.11 or later with its venv module was found; install one, or name it with PYTHON=' >&2
            exit 1
        }
        "$python" -m venv --clear .venv
    fi
    echo 'setup: installing the locked packages into .venv' >&2
    install_locked packaging/requirements.lock
    pip install --no-deps --no-build-isolation --editable .
    pip check >/dev/null || { echo 'setup: the lock file lacks a package; make lock renews it' >&2; pip check >&2; exit 1; }
    key >.venv/.ready
}

# Asks the loader itself which libraries of Qt's it can't find.
# Not grep -q: it would end the pipe early, and pipefail would take that for a failure.
unmet() { ldd "$@" 2>/dev/null | grep 'not found' >/dev/null; }

check_qt() {
    have ldd || return 0
    local qt
    qt=$(echo .venv/lib/python3*/site-packages/PySide6/Qt)
    unmet "$qt"/plugins/platforms/libq{xcb,wayland,offscreen}.so "$qt"/lib/libQt6{Core,Gui,Widgets}.so.6 || return 0
    # shellcheck disable=SC2086  # a list of words on purpose
    install $qt_packages && return 0
    if unmet "$qt"/plugins/platforms/libqoffscreen.so "$qt"/lib/libQt6{Core,Gui,Widgets}.so.6; then
        echo 'setup: Qt can not start at all without these packages' >&2
        exit 1
    fi
    echo 'setup: everything works but a window on a screen, which needs these packages' >&2
}

# Archives other than .zip are unpacked by the system's libarchive.
check_archives() {
    .venv/bin/python -c 'import ctypes, sys; sys.platform != "linux" or ctypes.CDLL("libarchive.so.13")' 2>/dev/null ||
        install libarchive13 ||
        echo 'setup: everything works but unpacking .7z, .rar and .tar, which needs this package' >&2
}

check_tools() {
    local wanted=() pair
    for pair in Xvfb:xvfb pdftotext:poppler-utils rg:ripgrep sqlite3:sqlite3 fusermount3:fuse3 git:git \
        javac:default-jdk-headless mvn:maven openssl:openssl dbus-run-session:dbus node:nodejs npm:npm \
        smbd:samba smbnetfs:smbnetfs matchbox-window-manager:matchbox-window-manager strace:strace \
        makensis:nsis wixl:wixl msiinfo:msitools; do
        have "${pair%%:*}" || [ -x "/usr/sbin/${pair%%:*}" ] || wanted+=("${pair##*:}")
    done
    # Without its screens and dictionaries; a person may do without it altogether.
    have soffice || wanted+=(libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui)
    # What a screen reader is told is asked by the system's own Python, as a screen reader would.
    for pair in at-spi2-core python3-gi gir1.2-atspi-2.0; do
        ! have dpkg-query || dpkg-query -W "$pair" >/dev/null 2>&1 || wanted+=("$pair")
    done
    [ ${#wanted[@]} = 0 ] || install "${wanted[@]}" || echo 'setup: tests that need these are skipped' >&2
    # Letters in HTML are looked at in a browser. Apart from the others: not every system has a package of this name.
    have chromium || install chromium || echo 'setup: tests that look at HTML in a browser are skipped' >&2
}

# What the bundle is made by, and tried by on another machine's root.
check_bundle() {
    local wanted=() pair
    for pair in desktop-file-validate:desktop-file-utils appstreamcli:appstream update-mime-database:shared-mime-info \
        mmdebstrap:mmdebstrap cc:gcc objdump:binutils xz:xz-utils; do
        have "${pair%%:*}" || [ -x "/usr/sbin/${pair%%:*}" ] || wanted+=("${pair##*:}")
    done
    # Debian's Python is whole in one program; the bundle wants it as a library.
    pair=$(.venv/bin/python -c 'import sys; print("libpython%d.%d" % sys.version_info[:2])')
    { ldd .venv/bin/python; ldconfig -p; } 2>/dev/null | grep "$pair.so" >/dev/null || wanted+=("$pair")
    [ ${#wanted[@]} = 0 ] || install "${wanted[@]}" || echo 'setup: no bundle can be made without these' >&2
}

# WeasyPrint is the peer that letters are measured against, and draws with the system's Pango.
check_bench() {
    local key
    key=$(sha256sum <packaging/bench.lock)
    # Only measured against: never shipped, never imported.
    have rsync || install rsync || echo 'setup: rows that need rsync are not run' >&2
    have mutool || install mupdf-tools || echo 'setup: rows that need mutool are not run' >&2
    [ "$(cat .venv/.bench 2>/dev/null)" = "$key" ] && return
    ldconfig -p | grep libpangoft2-1.0.so.0 >/dev/null || install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
    install_locked packaging/bench.lock
    echo "$key" >.venv/.bench
}

# The process that reads documents may write no file, so that nothing else would keep its modules compiled.
compile_program() {
    [ ! -d reviewer ] || .venv/bin/python -m compileall -q reviewer
}

python_ready || make_venv
check_qt
check_archives
[ -z "$tests$bench" ] || check_tools
[ -z "$bench" ] || check_bench
[ -z "$bundle" ] || check_bundle
compile_program
