#!/bin/sh
# Puts Reviewer in the menu and among the programs that open casebooks, for this account alone; --remove takes that away.
# The program stays in this folder. Casebooks and settings are not touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share} bin=$HOME/.local/bin

files='applications/reviewer.desktop metainfo/org.reviewer.reviewer.metainfo.xml mime/packages/reviewer.xml
    icons/hicolor/scalable/apps/reviewer.svg'
for file in $files; do
    if [ "${1:-}" = --remove ]; then
        rm -f "$share/$file"
    else
        mkdir -p "$(dirname "$share/$file")"
        cp "$here/share/$file" "$share/$file"
    fi
done
for name in reviewer reviewer-desk; do
    if [ "${1:-}" = --remove ]; then
        rm -f "$bin/$name"
    else
        mkdir -p "$bin"
        ln -sfn "$here/$name" "$bin/$name"
    fi
done
if [ "${1:-}" != --remove ]; then
    # The desktop may not look in ~/.local/bin: the entry says the whole path. Quoted as the Desktop Entry Specification has it.
    sed -i "s|^Exec=reviewer-desk|Exec=\"$here/reviewer-desk\"|" "$share/applications/reviewer.desktop"
fi
for tool in "update-mime-database $share/mime" "update-desktop-database $share/applications"; do
    command -v "${tool%% *}" >/dev/null && $tool 2>/dev/null || true
done
