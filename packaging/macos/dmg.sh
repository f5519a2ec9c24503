#!/usr/bin/env bash
# Makes a disk image of Reviewer.app, on macOS: signed and notarised where it is told by whom, and said to be neither where not.
#   packaging/macos/dmg.sh build/bundle/Reviewer.app build/bundle/reviewer-0.1.0.dmg
#   SIGN_IDENTITY   the name of a "Developer ID Application" certificate in the keychain
#   NOTARY_PROFILE  what `xcrun notarytool store-credentials` keeps the account's credentials under
# It was never run on macOS: tests/walk/test_installers.py runs it with stand-ins for what only macOS has.
set -euo pipefail
[ $# = 2 ] || { echo 'usage: dmg.sh Reviewer.app OUT.dmg' >&2; exit 2; }
app=$1 image=$2 here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
for program in codesign hdiutil xcrun; do
    command -v "$program" >/dev/null || { echo "dmg: $program is not here; it comes with macOS and its command line tools" >&2; exit 1; }
done
[ -d "$app/Contents/MacOS" ] || { echo "dmg: $app is no application" >&2; exit 1; }
if [ -n "${NOTARY_PROFILE:-}" ] && [ -z "${SIGN_IDENTITY:-}" ]; then
    echo 'dmg: what is not signed is not notarised; say SIGN_IDENTITY too' >&2
    exit 2
fi

sign() { codesign --force --timestamp --options runtime --sign "$SIGN_IDENTITY" "$@"; }

if [ -n "${SIGN_IDENTITY:-}" ]; then
    # From the inside out: the signature of the whole covers those of its parts.
    find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 | sort -z |
        while IFS= read -r -d '' library; do sign "$library"; done
    for program in "$app"/Contents/MacOS/*; do sign --entitlements "$here/entitlements.plist" "$program"; done
    sign --entitlements "$here/entitlements.plist" "$app"
    codesign --verify --deep --strict "$app"
else
    echo 'dmg: not signed, since SIGN_IDENTITY is not set: macOS will refuse to open it elsewhere until somebody allows it' >&2
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp -R "$app" "$stage/"
ln -s /Applications "$stage/Applications"
hdiutil create -quiet -volname Reviewer -srcfolder "$stage" -fs HFS+ -format UDZO -ov "$image"

if [ -n "${SIGN_IDENTITY:-}" ]; then
    codesign --force --timestamp --sign "$SIGN_IDENTITY" "$image"
fi
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
else
    echo 'dmg: not notarised, since NOTARY_PROFILE is not set' >&2
fi
echo "Made $image"
