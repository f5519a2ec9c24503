"""A pattern that is compiled late is used as one that is compiled at once."""

from __future__ import annotations

import copy
import re

import pytest

from reviewer.model.patterns import pattern


def test_it_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    compile_now = re.compile

    def heard(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr(re, "compile", heard)
    page = pattern("p(?P<number>[0-9]+)", re.IGNORECASE)
    assert compiled == []
    found = page.fullmatch("P7")
    assert found is not None
    assert found["number"] == "7"
    assert page.sub("page", "p1, p2") == "page, page"
    assert page.findall("p1 p22") == ["1", "22"]
    assert compiled == ["p(?P<number>[0-9]+)"]


def test_it_tells_what_a_compiled_one_tells() -> None:
    late, early = pattern("(a)|b", re.DOTALL), re.compile("(a)|b", re.DOTALL)
    assert (late.pattern, late.flags, late.groups) == (early.pattern, early.flags, early.groups)
    with pytest.raises(AttributeError, match="no thing"):
        late.thing  # type: ignore[attr-defined]  # noqa: B018
    assert copy.copy(late).match("b") is not None
    with pytest.raises(re.error):
        pattern("(").match("")
