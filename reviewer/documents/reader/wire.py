"""Messages between the reader and its child: a length, then JSON; a file's descriptor may ride along."""

from __future__ import annotations

import json
import os
import socket
import struct
import sys
import time
from typing import Any

_LENGTH = struct.Struct("<I")
LONGEST = 64 << 20


class ClosedError(Exception):
    """The other side is gone."""


def send(link: socket.socket, message: dict[str, Any], descriptor: int | None = None) -> None:
    """Send one message; *descriptor* is handed over with it and stays open here.

    Raises ClosedError when the other side is gone and TimeoutError at the socket's time-out.
    """
    body = json.dumps(message, separators=(",", ":")).encode("ascii")  # escapes carry what UTF-8 refuses
    head = _LENGTH.pack(len(body))
    try:
        if sys.platform == "win32" or descriptor is None:
            link.sendall(head)
        elif socket.send_fds(link, [head], [descriptor]) != len(head):
            raise ClosedError
        link.sendall(body)
    except (BrokenPipeError, ConnectionResetError) as gone:
        raise ClosedError from gone


def receive(link: socket.socket, until: float | None = None) -> tuple[dict[str, Any], int | None]:
    """Wait for one message; returns it with the descriptor that came along, if any.

    *until* is a ``time.monotonic()``; raises TimeoutError past it, ClosedError when the other side is gone
    or sends what is no message.
    """
    descriptors: list[int] = []
    try:
        (length,) = _LENGTH.unpack(_exactly(link, _LENGTH.size, until, descriptors))
        if length > LONGEST:
            raise ClosedError
        message = json.loads(_exactly(link, length, until, descriptors))
    except (ConnectionResetError, ValueError, RecursionError) as gone:  # what nests deep is no message either
        raise ClosedError from gone
    for spare in descriptors[1:]:
        os.close(spare)
    if not isinstance(message, dict):
        raise ClosedError
    return message, descriptors[0] if descriptors else None


def _exactly(link: socket.socket, size: int, until: float | None, descriptors: list[int]) -> bytes:
    chunks: list[bytes] = []
    while size:
        if until is not None:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            link.settimeout(left)
        if sys.platform == "win32":
            chunk = link.recv(min(size, 1 << 20))
        else:
            chunk, passed, _flags, _address = socket.recv_fds(link, min(size, 1 << 20), 4)
            descriptors += passed
        if not chunk:
            raise ClosedError
        chunks.append(chunk)
        size -= len(chunk)
    return b"".join(chunks)
