"""A reader process and a plain store for the tests of documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.documents.reader import Reader, Reading


class Store:
    """Files by their hash in a folder, as the casebook keeps them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()

    def put(self, source: Path | bytes) -> str:
        data = source if isinstance(source, bytes) else source.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        self.path(sha256).write_bytes(data)
        return sha256

    def path(self, sha256: str) -> Path:
        return self.folder / sha256


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def read(reader: Reader, tmp_path: Path) -> Callable[..., Reading]:
    """Read bytes as a file of a name."""

    def reading(data: bytes, name: str, password: str | None = None) -> Reading:
        path = tmp_path / "in"
        path.write_bytes(data)
        return reader.read(path, name, hashlib.sha256(data).hexdigest(), password)

    return reading
