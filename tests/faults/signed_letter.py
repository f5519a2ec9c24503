"""A signed letter taken apart, so that each region of its file can be altered."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

from asn1crypto import cms  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Letter:
    """A signed letter and where its regions are."""

    data: bytes
    other: bytes = b""  # another letter, by the same signer

    @cached_property
    def byte_range(self) -> tuple[int, int, int, int]:
        numbers = self.data[self.data.rindex(b"/ByteRange [") + 12 :].split(b"]")[0].split()
        first, length, second, rest = map(int, numbers)
        return first, length, second, rest

    @property
    def gap(self) -> tuple[int, int]:
        """Where the digits of /Contents begin and end, without < and >."""
        return self.byte_range[1] + 1, self.byte_range[2] - 1

    @cached_property
    def container(self) -> bytes:
        """The signature's DER, without what pads it."""
        held = bytes.fromhex(self.data[slice(*self.gap)].decode())
        return held[: len(cms.ContentInfo.load(held).dump())]

    @property
    def parsed(self) -> cms.ContentInfo:
        return cms.ContentInfo.load(self.container)

    def at_byte(self, at: int) -> int:
        """Where the digits of a byte of the container stand."""
        return self.gap[0] + 2 * at

    def holding(self, container: bytes) -> bytes:
        """The letter with another container, padded to the same room."""
        begin, end = self.gap
        digits = container.hex().upper().encode()
        if len(digits) > end - begin:  # where it has no room, make some
            return self.data[:begin] + digits + self.data[end:]
        return self.data[:begin] + digits.ljust(end - begin, b"0") + self.data[end:]

    def changed(self, start: int, end: int, chance: random.Random) -> bytes:
        """The letter with one bit of the file turned between two places."""
        at = chance.randrange(start, end)
        return self.data[:at] + bytes([self.data[at] ^ 1 << chance.randrange(7)]) + self.data[at + 1 :]

    def digit(self, start: int, end: int, chance: random.Random) -> bytes:
        """The letter with another hex digit between two places."""
        at = chance.randrange(start, end)
        digits = b"0123456789ABCDEF".replace(self.data[at : at + 1], b"")
        return self.data[:at] + chance.choice([bytes([digit]) for digit in digits]) + self.data[at + 1 :]
