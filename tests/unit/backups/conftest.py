"""A casebook with verdicts and documents, and where its backups go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reviewer.backups import Order, Why
from reviewer.casebook import Casebook
from reviewer.model import Receipt
from tests.unit.sharing.laptops import Laptop, decide

AT = 1_800_000_000_000_000


@pytest.fixture
def ann(tmp_path: Path) -> Laptop:
    laptop = Laptop("Ann", tmp_path / "ann.casebook")
    laptop.found().close()
    return laptop


@pytest.fixture
def casebook(ann: Laptop) -> Iterator[Casebook]:
    """Ann's casebook, open for writing, with two documents and two verdicts."""
    with ann.open() as made:
        for number in range(2):
            receive(made, f"policy {number}.txt", f"Policy number {number}.\n".encode())
        decide(made, "ashford", "policy", "It says so.")
        decide(made, "ashford", "training", "Nobody was trained.", "not_met")
        yield made


def receive(casebook: Casebook, name: str, data: bytes) -> str:
    """Keep a document with its receipt; return its SHA-256."""
    sha = casebook.files.put(data)
    with casebook.act() as act:
        act.put(Receipt("ashford", sha, name, name, date(2017, 5, 30)))
    return sha


def order(why: Why = Why.ASKED, days: int = 0, most: int | None = None) -> Order:
    return Order(AT + days * 86_400_000_000, why, "A backup.\n", most)
