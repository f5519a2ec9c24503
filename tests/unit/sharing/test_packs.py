from __future__ import annotations

import json
import os
import zlib
from unittest.mock import Mock, patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from zlib_ng import zlib_ng

from reviewer.casebook import RecordRow, SaveBundle, save_of_line
from reviewer.casebook.record import MOST_RECORDS
from reviewer.sharing.packs import (
    Budget,
    PackError,
    content,
    name_of,
    pack,
    portions,
    unpack,
    unpack_wanted,
    unpacking,
)
from reviewer.sharing.share import stored_hash

MAGIC = b"reviewer-pack 1\n"
_decompressobj = zlib_ng.decompressobj
TEXT = st.text(max_size=20)
ROWS = st.builds(RecordRow, TEXT, TEXT, st.none() | TEXT)
SAVES = st.builds(SaveBundle, TEXT, TEXT, st.binary(max_size=64), st.lists(ROWS, max_size=3).map(tuple))


def save(number: int, body: str = "x") -> SaveBundle:
    return SaveBundle(f"{number:064x}", f"head {number}", bytes(64), (RecordRow("a" * 64, "h", body),))


@given(st.lists(SAVES, unique_by=lambda save: save.id))
def test_what_is_packed_comes_out_again_whatever_is_in_it(saves: list[SaveBundle]) -> None:
    assert unpack(pack(saves)) == tuple(sorted(saves, key=lambda save: save.id))


@given(st.lists(SAVES, unique_by=lambda save: save.id))
@example(
    [
        SaveBundle("a", "plain", b"", ()),
        SaveBundle("b", '\x7f\x00\t\\"/', b"", ()),
        SaveBundle("c", "“é” 😀", b"", ()),
    ]
)
def test_the_lines_are_letter_for_letter_those_of_pythons_own_json(saves: list[SaveBundle]) -> None:
    """Whoever packs the same saves, with whichever version, says the same: else what lies there would be said twice."""
    assert content(saves) == b"".join(
        json.dumps(
            [
                save.id,
                save.head,
                save.signature.hex(),
                [[row.id, row.head, row.body] for row in save.records],
            ],
            separators=(",", ":"),
        ).encode()
        + b"\n"
        for save in sorted(saves, key=lambda save: save.id)
    )


@pytest.mark.parametrize(
    "line",
    [
        content([SaveBundle("a", "h", bytes(64), (RecordRow("b", "h", "x"),))])[:-3] + b",[]]]\n",
        b'["a","h","",[["b","h",1]]]\n',
        b'["a","h","",[["b","h"]]]\n',
        b'["a","h","",[["b","h",null,null]]]\n',
        b'["a","h","",{}]\n',
        b'["a","h",7,[]]\n',
        b'["a","h","",[],1]\n',
        b'{"id":"a"}\n',
        b'"a"\n',
    ],
)
def test_a_line_that_has_not_the_form_of_a_save_is_refused(line: bytes) -> None:
    with pytest.raises(PackError, match="form of a save"):
        unpack(MAGIC + zlib.compress(line))


@pytest.mark.parametrize(
    "line", [b'["a","\\ud800","",[]]\n', b'["a","\xff","",[]]\n', b'["a","h","zz",[]]\n', b"[" * 100_000]
)
def test_a_line_that_no_text_can_be_made_of_is_damage(line: bytes) -> None:
    with pytest.raises(PackError):
        unpack(MAGIC + zlib.compress(line))


@pytest.mark.parametrize("begins", [b"", b'["' + b"ab" * 32 + b'","{\\"author\\":\\"' + b"cd" * 32 + b'\\"'])
def test_of_a_line_that_nobody_asked_for_no_more_is_inflated_than_there_is_time(begins: bytes) -> None:
    """Sixty megabytes of it are a few hundred kilobytes on the share; whether its author is wanted is claimed, and not known."""
    given = MAGIC + zlib.compress(begins + b"[" + b"[]," * 20_000_000 + b"[]]\n", 1)
    inflated = 0

    class Counting:
        def __init__(self) -> None:
            self._inner = _decompressobj()

        def __getattr__(self, name: str) -> object:
            return getattr(self._inner, name)

        def decompress(self, data: bytes, most: int) -> bytes:
            nonlocal inflated
            piece = self._inner.decompress(data, most)
            inflated += len(piece)
            return piece

    with patch("zlib_ng.zlib_ng.decompressobj", Counting):
        (read,) = unpacking(given, lambda _author: True, Budget(1e-6))
        assert (read.left, read.saves) == (True, ())
        assert inflated <= 1 << 20
        with pytest.raises(PackError):
            unpack(given)
    assert inflated > 50 << 20, "who has time, or was told to, reads it to its end"


@pytest.mark.parametrize(
    "line", [b' ["a","h","",[]]', b'["a","h","",[]]\r', b'["a","h","",[]] ', b'[ "a","h","",[]]']
)
def test_a_save_has_one_line_and_no_other_that_says_the_same(line: bytes) -> None:
    with pytest.raises(PackError, match="form of a save"):
        unpack(MAGIC + zlib.compress(line + b"\n"))


@pytest.mark.parametrize("between", [b",", b", "])
def test_a_long_line_is_refused_before_anything_of_it_is_made_into_values(between: bytes) -> None:
    """A megabyte of the smallest records there can be, more than a save may have; and white space in a long line, which ours has not."""
    row = b'["a","a","a"]'
    few, many = between.join([row] * 6_000), between.join([row] * (MOST_RECORDS + 1))
    with patch("reviewer.sharing.packs.save_of_line", wraps=save_of_line) as made:
        for rows in (few, many):
            line = b'["a","h","",[' + rows + b"]]\n"
            if rows is few and between == b",":
                assert len(unpack(MAGIC + zlib.compress(line))[0].records) == 6_000
                made.reset_mock()
                continue
            with pytest.raises(PackError, match="form of a save"):
                unpack(MAGIC + zlib.compress(line))
        assert made.call_count == 0


def test_thousands_of_lines_that_claim_nobody_are_refused_by_few_however_much_time_there_is() -> None:
    packed = b"".join(b'["%06d","x","",[]]\n' % number for number in range(5_000))
    wanted = Mock(return_value=True)
    with patch("reviewer.sharing.packs.save_of_line", wraps=save_of_line) as made, pytest.raises(PackError):
        unpack_wanted(MAGIC + zlib.compress(packed), wanted)
    assert made.call_count < 3_000


def test_of_thousands_of_authors_only_some_are_told_apart() -> None:
    said = (["ab" * 32, f'{{"author":"{number:064x}"', "00", []] for number in range(1_000))
    packed = b"".join(json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in said)
    others = unpack_wanted(MAGIC + zlib.compress(packed), lambda _author: False).others
    assert (len(others), others[""], sum(others.values())) == (101, 900, 1_000)


def test_thousands_of_saves_that_nobody_asked_for_and_that_only_claim_an_author_are_refused_by_few() -> None:
    said = ([f"{number:064x}", f'{{"author":"{"ab" * 32}"}}', "00", []] for number in range(5_000))
    packed = b"".join(json.dumps(one, separators=(",", ":")).encode() + b"\n" for one in said)
    wanted = Mock(return_value=True)
    with pytest.raises(PackError, match="the signature is not its author's"):
        unpack_wanted(MAGIC + zlib.compress(packed), wanted, Budget())
    assert wanted.call_count < 3_000


@given(st.lists(SAVES, unique_by=lambda save: save.id), st.integers(1, 200))
def test_a_pack_is_read_in_portions_and_nothing_of_it_is_lost(saves: list[SaveBundle], size: int) -> None:
    with patch("reviewer.sharing.packs._CHUNK_BYTES", size), patch("reviewer.sharing.packs._PIECE", 64):
        read = [one.saves for one in unpacking(pack(saves), lambda _author: True)]
    assert tuple(one for portion in read for one in portion) == unpack(pack(saves))


def test_of_a_large_pack_few_saves_are_held_at_once() -> None:
    saves = [save(number, os.urandom(1 << 13).hex()) for number in range(80)]
    with patch("reviewer.sharing.packs._CHUNK_BYTES", 1 << 18):
        read = [len(one.saves) for one in unpacking(pack(saves), lambda _author: True)]
    assert (sum(read), max(read) < 40) == (80, True)


@pytest.mark.thorough
def test_a_large_pack_is_inflated_without_being_copied_over_and_over() -> None:
    """What zlib has not come to yet it gives back as a copy: handed all of a pack, it would copy the rest of it for each piece."""
    saves = [save(number, os.urandom(1 << 18).hex()) for number in range(40)]
    given: list[int] = []

    class Counted:
        def __init__(self) -> None:
            self._inflate = _decompressobj()

        def decompress(self, source: bytes, most: int) -> bytes:
            given.append(len(source))
            return self._inflate.decompress(source, most)

        def __getattr__(self, name: str) -> object:
            return getattr(self._inflate, name)

    with patch("zlib_ng.zlib_ng.decompressobj", Counted):
        assert unpack(data := pack(saves)) == tuple(saves)
    assert len(data) > 8 << 20
    assert max(given) < 1 << 17


def test_the_same_saves_make_the_same_pack_in_any_order() -> None:
    saves = [save(number) for number in range(5)]
    assert pack(saves) == pack(reversed(saves))
    assert stored_hash(name_of(pack(saves))[1]) == name_of(pack(saves))[0]


def test_saves_travel_in_portions_and_none_is_lost_or_split() -> None:
    saves = [save(number) for number in range(4_201)]
    cut = list(portions(saves))
    assert [len(portion) for portion in cut] == [2000, 2000, 201]
    assert [one for portion in cut for one in portion] == saves


def test_a_portion_ends_where_it_grows_heavy() -> None:
    heavy = [save(number, "x" * (9 << 20)) for number in range(3)]
    assert [len(portion) for portion in portions(heavy)] == [2, 1]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"reviewer-pack 2\n" + zlib.compress(b""),
        MAGIC + b"not zlib",
        MAGIC + zlib.compress(b"not json\n"),
        MAGIC + zlib.compress(b"[1]\n"),
        MAGIC + zlib.compress(b'["a","b","zz",[]]\n'),
        MAGIC + zlib.compress(b'["a","b","00",[[1,2,3]]]\n'),
        MAGIC + zlib.compress(b'["a","b","00",' + b"[" * 100_000),
        pack([save(1)])[:-5],
    ],
)
def test_what_is_no_pack_is_refused(data: bytes) -> None:
    with pytest.raises(PackError):
        unpack(data)


def test_a_bomb_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reviewer.sharing.packs._MOST_CONTENT", 1_000)
    with pytest.raises(PackError, match="too large"):
        unpack(MAGIC + zlib.compress(b" " * 1_000_000))


def test_a_pack_can_be_read_without_this_program() -> None:
    line = json.loads(zlib.decompress(pack([save(7)])[len(MAGIC) :]))
    assert line == [f"{7:064x}", "head 7", "00" * 64, [["a" * 64, "h", "x"]]]
    assert content([save(7)]) == json.dumps(line, separators=(",", ":")).encode() + b"\n"
