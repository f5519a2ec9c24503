"""Frozen dataclasses that are made quicker are what ``dataclasses`` makes."""

from __future__ import annotations

import copy
import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, field, replace
from functools import cached_property
from typing import Any, ClassVar, get_type_hints

import pytest

from reviewer.model import frozen

Decorator = Callable[..., Any]


@pytest.fixture(autouse=True, params=[0, 20])
def uncompiled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """A class whose constructor is compiled at once, and one whose first values are made without."""
    monkeypatch.setattr(frozen, "UNCOMPILED", request.param)
    number: int = request.param
    return number


def twins() -> tuple[type[Any], type[Any]]:
    """The same class, made by both."""

    def made(dataclass: Decorator) -> type[Any]:
        @dataclass(frozen=True, slots=True)
        class Row:
            """A row."""

            MOST: ClassVar[int] = 3
            name: str
            pages: int = 1
            also: Mapping[str, int] = field(default_factory=dict)
            beside: str = field(default="", compare=False, repr=False)

            @property
            def long(self) -> bool:
                return self.pages > self.MOST

        return Row

    return made(dataclasses.dataclass), made(frozen.dataclass)


@frozen.dataclass(frozen=True, slots=True)
class Kept:
    """A value that can be packed."""

    name: str
    of: tuple[str, ...] = ()


@frozen.dataclass(frozen=True, slots=True)
class Checked:
    """A value that looks at itself."""

    pages: int
    sheets: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sheets", (self.pages + 1) // 2)
        if self.pages < 0:
            raise ValueError("fewer than none")


@pytest.mark.parametrize("values", [("a",), ("a", 4, {"b": 1}), ("c", 2, {}, "x")])
def test_it_is_told_compared_and_replaced_as_dataclasses_does(values: tuple[Any, ...]) -> None:
    theirs, ours = twins()
    one, two = theirs(*values), ours(*values)
    assert repr(two) == repr(one)
    assert dataclasses.astuple(two) == dataclasses.astuple(one)
    assert dataclasses.asdict(two) == dataclasses.asdict(one)
    assert (two.long, two == ours(*values), two != ours("z")) == (one.long, True, True)
    assert two != one  # of another class
    assert dataclasses.astuple(replace(two, pages=9)) == dataclasses.astuple(replace(one, pages=9))


def test_its_fields_are_those_of_dataclasses() -> None:
    theirs, ours = twins()
    assert ours("a", beside="x") == ours("a", beside="y")
    assert hash(ours("a", also=())) == hash(ours("a", also=(), beside="y"))
    assert ours("a").also is not ours("b").also
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert [(each.name, each.type) for each in dataclasses.fields(ours)] == [
        (each.name, each.type) for each in dataclasses.fields(theirs)
    ]
    assert get_type_hints(Kept) == {"name": str, "of": tuple[str, ...]}


def test_what_dataclasses_refuses_is_refused() -> None:
    for row in twins():
        with pytest.raises(TypeError, match="name"):
            row()
        with pytest.raises(TypeError, match="unexpected"):
            row("a", other=1)
        with pytest.raises(TypeError):
            replace(row("a"), other=1)
        with pytest.raises(TypeError, match="unhashable"):
            hash(row("a", also={}))
        one = row("a")
        for name in ("name", "other"):
            with pytest.raises((FrozenInstanceError, TypeError)):
                setattr(one, name, "b")
        with pytest.raises(FrozenInstanceError):
            del one.name
        assert one.name == "a"
        with pytest.raises(TypeError):
            assert one < row("b")
        with pytest.raises(TypeError):
            row("a", 1, {}, "x", "y")
        with pytest.raises(TypeError, match="multiple values"):
            row("a", name="b")


def test_it_can_be_copied_and_look_at_itself() -> None:
    kept = Kept("a", ("b",))
    again = Kept.__new__(Kept)
    again.__setstate__(kept.__getstate__())  # type: ignore[attr-defined]
    assert again == kept
    assert copy.deepcopy(kept) == kept
    assert hash(copy.copy(kept)) == hash(kept)
    with pytest.raises(ValueError, match="fewer"):
        Checked(-1)
    assert replace(Checked(3), pages=5).sheets == Checked(6).sheets
    with pytest.raises(ValueError, match="fewer"):
        replace(Checked(1), pages=-1)
    with pytest.raises(TypeError, match="sheets"):
        Checked(1, sheets=1)  # type: ignore[call-arg]


def test_a_constructor_is_compiled_once_that_pays(uncompiled: int) -> None:
    _theirs, ours = twins()
    made = [ours("a", number, beside="x") for number in range(60)]
    assert [(each.name, each.pages, each.also, each.beside) for each in made] == [
        ("a", number, {}, "x") for number in range(60)
    ]
    assert len({id(each.also) for each in made}) == len(made)
    first = twins()[1]
    before = first.__init__
    values = [first("a") for _ in range(uncompiled)]
    assert first.__init__ is before
    values.append(first("a"))
    assert first.__init__ is not before
    assert all(each == first("a") for each in values)


def test_a_value_may_have_a_dictionary() -> None:
    """As for a property that is worked out once."""

    def made(dataclass: Decorator) -> type[Any]:
        @dataclass(frozen=True)
        class Key:
            """A key."""

            seed: bytes = field(repr=False)
            name: str = field(default="", compare=False)

            @cached_property
            def longer(self) -> bytes:
                return self.seed * 2

        return Key

    theirs, ours = made(dataclasses.dataclass), made(frozen.dataclass)
    for key in (theirs, ours):
        one = key(b"a", "me")
        assert (one.longer, one == key(b"a"), hash(one) == hash(key(b"a"))) == (b"aa", True, True)
        assert copy.deepcopy(one).longer == replace(one, name="you").longer == b"aa"
        with pytest.raises(FrozenInstanceError):
            one.name = "b"
        with pytest.raises(TypeError, match="seed"):
            key()
    assert repr(ours(b"a", "me")) == repr(theirs(b"a", "me"))
    assert (ours.name, hasattr(ours, "seed")) == ("", hasattr(theirs, "seed"))


def test_one_may_be_made_of_another() -> None:
    def made(dataclass: Decorator) -> Any:
        @dataclass(frozen=True, slots=True)
        class Page:
            """A page."""

            number: int
            words: str = ""

        @dataclass(frozen=True, slots=True)
        class Drawn(Page):
            """With a picture."""

            words: str = "none"
            picture: bytes = b""

        return Drawn(3, picture=b"x")

    theirs, ours = made(dataclasses.dataclass), made(frozen.dataclass)
    assert (repr(ours), ours.__slots__) == (repr(theirs), theirs.__slots__)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert not hasattr(ours, "__dict__")


def test_what_would_be_shared_is_refused_as_a_default() -> None:
    for dataclass in (dataclasses.dataclass, frozen.dataclass):
        with pytest.raises(ValueError, match="default_factory"):

            @dataclass(frozen=True, slots=True)
            class _Row:
                pages: list[int] = []  # noqa: RUF012 - that is what is refused

        made = dataclasses.make_dataclass("Open", [("name", str)])
        with pytest.raises(TypeError, match="frozen"):

            @dataclass(frozen=True, slots=True)
            class _Closed(made):  # type: ignore[misc, valid-type]
                pages: int = 0


def test_one_field_is_compared_as_dataclasses_does() -> None:
    """What is the same object is the same value, though it is not equal to itself."""

    def made(dataclass: Decorator) -> bool:
        @dataclass(frozen=True, slots=True)
        class One:
            """Holds one."""

            size: float

        return One(math.nan) == One(math.nan)

    assert made(frozen.dataclass) is made(dataclasses.dataclass) is True


def test_its_own_methods_stay() -> None:
    @frozen.dataclass(frozen=True, slots=True)
    class Loose:  # noqa: PLW1641 - its hash is what the decorator makes
        """Is equal to whatever begins alike."""

        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Loose) and other.name[:1] == self.name[:1]

        def __repr__(self) -> str:
            return "loose"

    assert Loose("ab") == Loose("ac")
    assert repr(Loose("a")) == "loose"
    assert hash(Loose("ab")) != hash(Loose("ac"))


def test_another_sort_of_dataclass_is_left_to_dataclasses() -> None:
    @frozen.dataclass(slots=True)
    class Open:
        """Can be changed."""

        name: str

    row = Open("a")
    row.name = "b"
    assert row == Open("b")
    with pytest.raises(TypeError, match=r"dataclasses\.dataclass"):

        @frozen.dataclass(frozen=True, slots=True)
        class _Odd:
            name: str = field(default="", kw_only=True)
