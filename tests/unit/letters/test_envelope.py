from __future__ import annotations

from typing import Any

import pytest

from reviewer.letters import inspect
from reviewer.letters.envelope import _is_exact


@pytest.mark.parametrize(
    ("der", "exact"),
    [
        ("0500", True),
        ("3003020101", True),
        ("3003020101 00", False),  # end of contents has no place in DER
        ("30810302 0101", False),  # a length in more bytes than it needs
        ("3080 020101 0000", False),  # an indefinite length
        ("3004020101", False),  # longer than what is there
        ("3003020201", False),  # a child longer than its parent
    ],
)
def test_der_is_exact_or_it_is_not(der: str, exact: bool) -> None:
    data = bytes.fromhex(der)
    assert _is_exact(data, 0, len(data)) is exact


def test_a_lack_of_memory_is_not_taken_for_a_broken_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(inspect, "_verify", full)
    with pytest.raises(MemoryError):
        inspect.verify(b"%PDF-", {})
