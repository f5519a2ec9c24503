"""A reader process and a plain store for the tests of documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reviewer.casebook.document_files import Files
from reviewer.documents.reader import Reader, Reading


@pytest.fixture
def store(tmp_path: Path) -> Files:
    """Files by their hash, as a casebook keeps them."""
    return Files(tmp_path / "store", "store", writable=True)


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
