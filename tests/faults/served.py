"""A Samba server on loopback, mounted by smbnetfs (FUSE): a real network drive, whose server can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import missing
from tests.disks import wait_until_mounted

SETTINGS = """[global]
interfaces = 127.0.0.1
bind interfaces only = yes
smb ports = {port}
disable netbios = yes
workgroup = TESTS
map to guest = Bad User
guest account = root
log level = 0
log file = {folder}/log
pid directory = {folder}
lock directory = {folder}
state directory = {folder}
cache directory = {folder}
private dir = {folder}
ncalrpc dir = {folder}/ncalrpc
[drive]
path = {shared}
read only = no
guest ok = yes
force user = root
"""
CLIENT = """show_hidden_shares "false"
smb_query_browsers "false"
smb_tree_scan_period 10
host 127.0.0.1 visible=true
link 127.0.0.1/drive
smb_timeout 5
"""
PORT = 445


@dataclass
class Server:
    """The running server, and the folder through which its share is seen."""

    folder: Path
    drive: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, unless it runs, and wait until the share can be seen."""
        if self.process is None:
            command = [
                "/usr/sbin/smbd",
                "--foreground",
                "--no-process-group",
                "-s",
                str(self.folder / "smb.conf"),
            ]
            self.process = subprocess.Popen(
                command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with suppress(OSError):
                list(self.drive.iterdir())
                return
            time.sleep(0.1)
        raise AssertionError("the server's share can't be seen")

    def kill(self) -> None:
        """End the server and all that it has forked, with nothing cleaned up."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    @contextmanager
    def dies_after(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self.kill)
        timer.start()
        try:
            yield
        finally:
            timer.join()


@contextmanager
def samba_drive(folder: Path, tool: Callable[[str], str]) -> Iterator[Server]:
    """A server of a folder of its own; skipped (failed in CI) where Samba or smbnetfs is not installed."""
    tool("smbnetfs")
    tool("smbd")
    if os.geteuid() != 0:
        missing("a server of our own (root)", "run as root")
    place, mount, shared = folder / "samba", folder / "network", folder / "served"
    for each in (place, mount, shared, place / "ncalrpc"):
        each.mkdir()
    (place / "smb.conf").write_text(SETTINGS.format(folder=place, shared=shared, port=PORT))
    (place / "smbnetfs.conf").write_text(CLIENT)
    (place / "smbnetfs.conf").chmod(0o600)
    server = Server(place, mount / "127.0.0.1" / "drive")
    command = ["smbnetfs", "-f", "-o", f"config={place}/smbnetfs.conf", str(mount)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as client:
        try:
            wait_until_mounted(mount, client)
            server.start()
            yield server
        finally:
            server.kill()
            subprocess.run(["umount", "-l", str(mount)], check=False)
            client.kill()
