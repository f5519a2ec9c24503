r"""Where a live casebook may lie: on this computer's own disk.

SQLite's locks and its write-ahead log need one machine's memory, and a sync client copies the parts of
a casebook at different moments. Both lose work silently, so both are refused; the share is for that.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from reviewer.errors import CasebookError

_NETWORK = {
    "9p", "afs", "acfs", "beegfs", "ceph", "cifs", "coda", "davfs", "davfs2", "drvfs", "gfs2", "glusterfs", "gpfs",
    "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs", "prl_fs", "webdav",
    "afpfs",
}  # fmt: skip
_LOCAL_FUSE = frozenset({
    "bindfs", "cryfs", "encfs", "exfat", "ext2", "fuse-overlayfs", "fuse2fs", "fuseiso", "gocryptfs", "lxcfs", "mergerfs",
    "ntfs-3g", "overlayfs", "portal", "squashfuse", "unionfs", "veracrypt",
})  # fmt: skip
"""What is known to give this computer's own disk; any other that runs in a program of its own may ask a server."""
_HOST = re.compile(r"//[^/]|[^/\s]+:/|[a-z0-9+]+://", re.IGNORECASE)
"""How what is mounted from elsewhere names it: //server/share, server:/path, https://…"""
_CLOUD_FOLDER = re.compile(
    r"(?i:onedrive(\s*[\u002d\u2010-\u2015\u2212]\s*.+)?|dropbox( ?\(.+\)| [\u002d\u2010-\u2015] .+)?|google ?drive|my drive|"
    r"shared drives|icloud ?drive|mobile documents|cloudstorage|next ?cloud|own ?cloud|seafile|seadrive|"
    r"box sync|box\u002dbox|pcloud ?drive|pcloud ?sync|megasync|mega( cloud drive)?|syncthing|synology ?drive|cloud ?station( drive)?|"
    r"proton ?drive|egnyte( ?(drive|connect|sync))?|tresorit( drive)?|my tresors?|sync\.com|resilio sync|kdrive|jottacloud|koofr|"
    r"yandex[ .]?disk|nutstore|spideroak hive|amazon drive|workdocs|filen|internxt( drive)?|syncplicity( folders)?|sharefile|"
    r"citrix files|creative cloud files)|Box|Sync"
)
"""By name of folder; "Box" and "Sync" are words, and meant with their capital alone."""
_CLOUD_MARKER = (
    ".dropbox", ".dropbox.cache", ".nextcloudsync.log", ".owncloudsync.log", ".stfolder", ".tmp.drivedownload",
    ".megasync", ".seafile-data", ".849c9593-d756-4e56-8d6e-42412f2a707b",
)  # fmt: skip
_MOUNTINFO = Path("/proc/self/mountinfo")
_DEVICES = Path("/sys/class/block")
_REMOVABLE_DRIVE = 2  # GetDriveTypeW: DRIVE_REMOVABLE
_REMOTE_DRIVE = 4  # GetDriveTypeW: DRIVE_REMOTE


def refuse_unsafe_place(folder: Path, mountinfo: Path = _MOUNTINFO) -> None:
    """Raise CasebookError if a casebook in ``folder`` (which need not exist yet) would not be safe there."""
    place = _led_to(folder)
    network = _network(place, mountinfo)
    if network:
        raise CasebookError(
            "{name} lies on a network folder ({network}), where a casebook that is in use gets damaged",
            "Copy it to a folder on this computer and open it there; sync shares it with colleagues.",
            name=folder.name,
            network=network,
        )
    cloud = _cloud(place)
    if cloud:
        raise CasebookError(
            "{name} lies in a cloud-synced folder ({cloud}), which copies a casebook in pieces while it is in use",
            "Copy it to a folder on this computer that is not synced and open it there; sync shares it with colleagues.",
            name=folder.name,
            cloud=cloud,
        )


def is_elsewhere(place: Path, other: Path, mountinfo: Path = _MOUNTINFO, devices: Path = _DEVICES) -> bool:
    """Tell whether ``other`` is known to lie on another device than ``place``, and so outlives that one's; False where it can't be told.

    Two partitions of one disk, and what is laid over it (encrypted, in volumes), are one device; a server is another.
    """
    here, there = _led_to(place), _led_to(other)
    if sys.platform == "win32":  # pragma: no cover - the other system's branch
        import ctypes

        kind = ctypes.windll.kernel32.GetDriveTypeW(there.anchor)
        return here.anchor != there.anchor and kind in {_REMOVABLE_DRIVE, _REMOTE_DRIVE}
    if _network(there, mountinfo):
        return True
    disks = (
        _disks(_file_system(here, mountinfo)[1], devices),
        _disks(_file_system(there, mountinfo)[1], devices),
    )
    return all(disks) and not disks[0] & disks[1]


def _disks(source: str, devices: Path) -> frozenset[str]:
    """Return the disks on which what is mounted lies; none where that can't be told, as of memory or a file that is mounted."""
    if not source.startswith("/dev/"):
        return frozenset()
    try:
        device = (devices / Path(source).resolve().name).resolve(strict=True)
        below = (
            sorted(one.name for one in (device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
        )
    except OSError:
        return frozenset()
    if below:
        parts = [_disks(f"/dev/{name}", devices) for name in below]
        return frozenset().union(*parts) if all(parts) else frozenset()
    name = device.parent.name if (device / "partition").is_file() else device.name
    return frozenset() if name.startswith(("loop", "ram", "zram")) else frozenset({name})


def _network(place: Path, mountinfo: Path) -> str | None:
    if sys.platform == "win32":  # pragma: no cover - the other system's branch
        import ctypes

        remote = ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE_DRIVE
        return place.anchor if remote or place.anchor.startswith("\\\\") else None
    kind, source = _file_system(place, mountinfo)
    fuse = kind.removeprefix("fuse.") if kind.startswith("fuse.") else ""
    unknown = fuse and fuse not in _LOCAL_FUSE
    return kind if kind in _NETWORK or unknown or _HOST.match(source) else None


def _file_system(place: Path, mountinfo: Path) -> tuple[str, str]:
    """Return the file system's type at a place and what is mounted, from /proc/self/mountinfo (proc(5)); "" if it can't be told."""
    best, file_system = 0, ("", "")
    depth = {str(above): len(above.parts) for above in (place, *place.parents)}
    for point, kind, source in _mounts(mountinfo):
        # A later line covers an earlier one of the same mount point.
        if depth.get(point, -1) >= best:
            best, file_system = depth[point], (kind, source)
    return file_system


def _mounts(mountinfo: Path) -> list[tuple[str, str, str]]:
    try:
        lines = mountinfo.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    mounts = []
    for line in lines:
        before, dash, after = line.partition(" - ")
        if dash:
            kind, *source = after.split()
            mounts.append((_unescaped(before.split()[4]), kind, _unescaped("".join(source[:1]))))
    return mounts


def _unescaped(field: str) -> str:
    """Undo the octal escapes that mountinfo writes for space, tab, line break and backslash."""
    return re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), field)


def _led_to(path: Path) -> Path:
    """Return where a path leads by its links; those that lead in a circle stay, and opening what is there tells of them."""
    return Path(os.path.realpath(path))  # pathlib's raises there


def _cloud(place: Path) -> str | None:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - pathlib's raises where the system knows none
    for above in place.parents:
        if _CLOUD_FOLDER.fullmatch(above.name):
            return above.name
        if above != home and any(os.path.lexists(above / marker) for marker in _CLOUD_MARKER):
            return above.name
    return None
