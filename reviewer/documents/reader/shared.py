"""Memory that two processes map: an anonymous file of the kernel on Linux, an unnamed temporary file elsewhere."""

from __future__ import annotations

import mmap
import os
import sys

_KEEP = 32 << 20


class SharedMemory:
    """A stretch of bytes behind a descriptor; sparse, so that what is not written takes no room."""

    def __init__(self, descriptor: int, size: int) -> None:
        """Map what *descriptor* stands for; it belongs to this object from now on."""
        self.descriptor = descriptor
        self.size = size
        self._map = mmap.mmap(descriptor, size)

    @classmethod
    def create(cls, size: int) -> SharedMemory:
        """Return new memory of *size* bytes, all zero."""
        if sys.platform == "linux":
            descriptor = os.memfd_create("reviewer-reader", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        else:
            import tempfile

            with tempfile.TemporaryFile() as file:
                descriptor = os.dup(file.fileno())
        os.ftruncate(descriptor, size)
        _seal(descriptor)
        return cls(descriptor, size)

    def write(self, payload: memoryview) -> None:
        """Put *payload* (bytes, contiguous) at the start."""
        self._map[: len(payload)] = payload

    def read(self, size: int) -> bytes:
        """Copy the first *size* bytes out, and give the room of a large payload back to the machine."""
        payload = self._map[:size]
        if sys.platform == "linux" and size > _KEEP:
            self._map.madvise(mmap.MADV_REMOVE)
        return payload

    def close(self) -> None:
        """Unmap and close."""
        self._map.close()
        os.close(self.descriptor)


def _seal(descriptor: int) -> None:
    """Fix the size: reading what the other side cut off would end us with SIGBUS."""
    if sys.platform == "linux":
        import fcntl

        fcntl.fcntl(
            descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        )
