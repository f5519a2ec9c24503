"""The search index answers any question, and is made again when it is lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from reviewer.casebook import Author, Casebook, Index, text_hash
from reviewer.casebook import index as index_module
from reviewer.errors import CancelledError
from reviewer.model import DocumentText, Note, NoteCode, NoText, Part, Reason
from reviewer.model.notes import note
from reviewer.model.problems import problem

PLAN, MAIL, SCAN = "a1" * 32, "b2" * 32, "c3" * 32
PLAN_TEXT = DocumentText(
    PLAN,
    "pdf",
    "pdfium 1",
    (
        Part("p1", "page 1", "The counter-corruption unit’s capacity was “reviewed” in Aberystwyth."),
        Part(
            "p2",
            "page 2",
            "Nothing about the infor\xadmation of oﬃcers; Ceredigion's tŷ.",
            cells=((3, "B4"),),
            raw=(("B4", "0.125"),),
        ),
        Part("p3", "page 3", "", no_text=NoText.PICTURE),
    ),
)
MAIL_TEXT = DocumentText(
    MAIL,
    "eml",
    "mail 1",
    (Part("mime1", "message", "Capacity of the unit, counter corruption"),),
    also=(Note(NoteCode.MACROS), note(NoteCode.COMMENT, "p1", page=1, text="Really?")),
)
SCAN_TEXT = DocumentText(SCAN, "pdf", "pdfium 1", (), problem(Reason.LOCKED, ending=".pdf"))


@pytest.fixture
def index(casebook: Casebook) -> Index:
    for text in (PLAN_TEXT, MAIL_TEXT, SCAN_TEXT):
        casebook.index.put(text)
    return casebook.index


def places(index: Index, query: str) -> list[tuple[str, str]]:
    return sorted((hit.document, hit.place) for hit in index.search(query))


def test_text_comes_back_as_it_was_put(index: Index) -> None:
    assert [index.text(sha) for sha in (PLAN, MAIL, SCAN)] == [PLAN_TEXT, MAIL_TEXT, SCAN_TEXT]
    assert index.text("d4" * 32) is None


def test_a_summary_tells_what_a_listing_shows(index: Index) -> None:
    assert index.has(SCAN)
    assert not index.has("d4" * 32)
    summary = index.summary([PLAN, SCAN, "d4" * 32])
    assert set(summary) == {PLAN, SCAN}
    assert (summary[PLAN].pages, summary[PLAN].pages_without_text, summary[PLAN].problem) == (3, 1, None)
    assert summary[PLAN].text_hash == text_hash(PLAN_TEXT) != ""
    assert (summary[SCAN].text_hash, summary[SCAN].problem) == ("", SCAN_TEXT.problem)
    assert (index.summary([MAIL])[MAIL].also, summary[PLAN].also) == (MAIL_TEXT.also, ())


def test_a_summary_that_was_asked_for_is_new_once_anybody_has_written(
    casebook: Casebook, index: Index
) -> None:
    other = Index(casebook.folder / "cache", writable=True)
    longer = replace(MAIL_TEXT, parts=(*MAIL_TEXT.parts, Part("mime2", "attachment", "More of it")))
    try:
        assert index.summary([MAIL, "d4" * 32]).keys() == {MAIL}
        assert index.summary([MAIL])[MAIL].pages == 1
        index.put(longer)
        assert index.summary([MAIL])[MAIL].pages == 2, "this program wrote"
        other.put(MAIL_TEXT)
        assert index.summary([MAIL])[MAIL].pages == 1, "another program wrote"
        other.put(replace(MAIL_TEXT, document="d4" * 32))
        assert index.summary([MAIL, "d4" * 32]).keys() == {MAIL, "d4" * 32}
    finally:
        other.close()


def test_a_text_hash_is_of_the_text_and_its_places_alone() -> None:
    other = DocumentText(PLAN, "pdf", "pdfium 2", tuple(PLAN_TEXT.parts))
    assert text_hash(other) == text_hash(PLAN_TEXT)
    assert text_hash(DocumentText(PLAN, "pdf", "pdfium 1", PLAN_TEXT.parts[:1])) != text_hash(PLAN_TEXT)
    assert text_hash(DocumentText(PLAN, "pdf", "", (Part("p1", "", " \n"),))) == ""


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("capacity", [(PLAN, "p1"), (MAIL, "mime1")]),
        ("CAPACITY aberystwyth", [(PLAN, "p1")]),
        ('"counter corruption"', [(PLAN, "p1"), (MAIL, "mime1")]),
        ("counter-corruption", [(PLAN, "p1"), (MAIL, "mime1")]),
        ("“unit capacity”", []),
        ('"unit\'s capacity"', [(PLAN, "p1")]),
        ("capacity -aberystwyth", [(MAIL, "mime1")]),
        ("capacity –aberystwyth", [(MAIL, "mime1")]),
        ("aberystwyth OR ceredigion", [(PLAN, "p1"), (PLAN, "p2")]),
        ("reviewed OR", [(PLAN, "p1")]),
        ("OR", []),
        ("ty", [(PLAN, "p2")]),
        ("information officers", [(PLAN, "p2")]),
        ("aberyst*", [(PLAN, "p1")]),
        ("aberyst", []),
        ("-capacity", []),
        ("( ) : * ^ \" ' NEAR AND", []),
        ("", []),
    ],
)
def test_queries_mean_what_a_person_means(index: Index, query: str, found: list[tuple[str, str]]) -> None:
    assert places(index, query) == sorted(found)
    assert index.count(query) == len(found)
    assert {(h.document, h.place) for h in index.search(query, ranked=False)} == set(found)


def test_a_hit_shows_the_words_and_where_they_begin(index: Index) -> None:
    (hit,) = index.search("aberystwyth")
    assert "\ue000Aberystwyth\ue001" in hit.snippet
    assert hit.label == "page 1"
    assert PLAN_TEXT.parts[0].text[hit.start :].startswith("Aberystwyth")
    (folded,) = index.search("ceredigion")
    assert PLAN_TEXT.parts[1].text[folded.start :].startswith("Ceredigion")
    (ligature,) = index.search("officers")
    assert PLAN_TEXT.parts[1].text[ligature.start :].startswith("oﬃcers")


@pytest.mark.parametrize(
    ("phrase", "before"),
    [
        ("監察計画", "警視庁の"),
        ("แผนการ", "สำนักงานตำรวจมี"),
        ("ແຜນການ", "ຕຳຫຼວດມີ"),
        ("ផែនការ", "នគរបាលមាន"),
        ("အစီအစဉ်", "ရဲတပ်ဖွဲ့တွင်"),
    ],
)
def test_a_phrase_without_spaces_is_found_in_the_middle_of_a_run(
    index: Index, phrase: str, before: str
) -> None:
    other = "e5" * 32
    text = f"Plan {before}{phrase}{before} (ABC{phrase[0]})"
    index.put(
        DocumentText(other, "pdf", "pdfium 1", (Part("p1", "page 1", text), Part("p2", "page 2", before)))
    )
    for hits in (
        index.search(phrase),
        index.search(phrase, ranked=False),
        index.every([f'"{phrase}"'], [other]).hits,
    ):
        (hit,) = hits
        assert (hit.place, text[hit.start : hit.end]) == ("p1", phrase)
        assert f"{before}\ue000{phrase}\ue001{before}" in hit.snippet
    assert index.count(phrase) == 1
    assert places(index, "abc") == places(index, f'"abc{phrase[0]}"') == [(other, "p1")]
    assert index.search(f"{phrase} -capacity")
    assert not index.search(phrase[::-1])
    index.put(DocumentText(other, "pdf", "pdfium 2"))
    assert not index.search(phrase)


def test_a_number_that_stands_above_is_found_where_it_is(index: Index) -> None:
    other, text = "e5" * 32, "As was provided\u00b9 that year, \u2460 and \u00bd."
    index.put(DocumentText(other, "pdf", "pdfium 1", (Part("p1", "page 1", text),)))
    for query, words in (
        ("provided", "provided"),
        ('"1 that"', "\u00b9 that"),
        ('"1 and"', "\u2460 and"),
        ("2", "\u00bd"),
    ):
        (hit,) = index.search(query)
        assert text[hit.start : hit.end] == words


def test_a_long_text_without_spaces_is_cut_to_what_is_round_the_words(index: Index) -> None:
    other = "e5" * 32
    index.put(
        DocumentText(
            other, "pdf", "pdfium 1", (Part("p1", "page 1", "検討" * 900 + "監察計画" + "報告" * 900),)
        )
    )
    (hit,) = index.search("監察計画")
    assert "\ue000監察計画\ue001" in hit.snippet
    assert len(hit.snippet) < 250


def test_a_search_may_keep_to_some_documents_and_to_a_number(index: Index) -> None:
    assert {hit.document for hit in index.search("capacity", [MAIL, SCAN])} == {MAIL}
    assert index.count("capacity", [MAIL]) == 1
    assert index.search("capacity", []) == ()
    assert len(index.search("capacity", limit=1)) == 1


def test_a_text_that_is_put_again_replaces_the_old(index: Index) -> None:
    index.put(DocumentText(PLAN, "pdf", "pdfium 2", (Part("p1", "page 1", "Altogether different"),)))
    assert places(index, "aberystwyth") == []
    assert places(index, "different") == [(PLAN, "p1")]
    assert index.summary([PLAN])[PLAN].extractor == "pdfium 2"


def test_odd_characters_keep_their_places(index: Index) -> None:
    text = "a\x00b \ud800 \ue000mark\ue001 zebra"
    index.put(DocumentText(PLAN, "text", "t", (Part("text", "", text),)))
    (hit,) = index.search("zebra")
    assert text[hit.start :] == "zebra"
    assert hit.snippet.count("\ue000") == 1
    kept = index.text(PLAN)
    assert kept is not None
    assert kept.parts[0].text == text
    assert text_hash(kept) == index.summary([PLAN])[PLAN].text_hash


@pytest.mark.parametrize("harm", ["gone", "rubbish", "torn", "older"])
def test_a_lost_index_is_made_again_empty(
    casebook: Casebook, index: Index, ann: Author, clock: Callable[[], int], harm: str
) -> None:
    casebook.close()
    path = casebook.folder / "cache" / "index.sqlite"
    data = path.read_bytes()
    if harm == "gone":
        path.unlink()
    elif harm == "rubbish":
        path.write_bytes(b"rubbish" * 1000)
    elif harm == "torn":
        path.write_bytes(data[:100] + bytes(len(data) - 100))
    else:
        path.write_bytes(data[:60] + b"\0\0\0\x63" + data[64:])  # user_version
    with Casebook.open(casebook.folder, None, clock, writable=False) as reading:
        assert reading.index.search("capacity") == ()
    with Casebook.open(casebook.folder, ann, clock) as again:
        assert not again.index.has(PLAN)
        again.index.put(PLAN_TEXT)
        assert places(again.index, "aberystwyth") == [(PLAN, "p1")]


def test_damage_that_shows_while_in_use_is_mended_too(casebook: Casebook, index: Index) -> None:
    casebook.close()
    path = casebook.folder / "cache" / "index.sqlite"
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    fresh = Index(casebook.folder / "cache", writable=True)
    assert fresh.search("capacity") == ()
    fresh.put(PLAN_TEXT)
    assert places(fresh, "aberystwyth") == [(PLAN, "p1")]
    fresh.close()


def test_half_a_text_from_an_import_that_was_cut_off_is_no_text(casebook: Casebook) -> None:
    def parts() -> tuple[Part, ...]:
        return tuple(Part(f"p{n}", "", "word") for n in range(3))

    class Cut(tuple[Part, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Part]:
            yield from parts()
            raise KeyboardInterrupt

    text = DocumentText(PLAN, "text", "t", parts())
    broken = DocumentText(PLAN, "text", "t", Cut(parts()))
    with pytest.raises(KeyboardInterrupt):
        casebook.index.put(broken)
    assert not casebook.index.has(PLAN)
    casebook.index.put(text)
    assert casebook.index.text(PLAN) == text
    assert casebook.index.count("word") == 3


def test_while_a_text_is_replaced_piece_by_piece_nobody_reads_half_of_it(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_BATCH_SECONDS", 0)
    seen: list[object] = []

    class Watched(tuple[Part, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Part]:
            for part in super().__iter__():
                seen.append((index.text(PLAN), index.has(PLAN)))
                yield part

    parts = tuple(Part(f"p{n}", "", "altogether different") for n in range(5))
    index.put(DocumentText(PLAN, "pdf", "pdfium 2", Watched(parts)))
    assert set(seen[-5:]) == {(None, False)}
    assert index.text(PLAN) == DocumentText(PLAN, "pdf", "pdfium 2", parts)
    assert places(index, "aberystwyth") == []
    assert index.count("different") == 5


def test_a_search_can_be_interrupted_and_asked_again(casebook: Casebook) -> None:
    casebook.index.put(
        DocumentText(PLAN, "text", "t", tuple(Part(f"p{n}", "", "word " * 900) for n in range(800)))
    )
    outcome: list[object] = []

    def ask() -> None:
        try:
            while True:
                casebook.index.search("word", limit=800)
        except CancelledError as error:
            outcome.append(str(error))

    thread = threading.Thread(target=ask)
    thread.start()
    while thread.is_alive():
        time.sleep(0.01)
        casebook.index.interrupt()
    thread.join()
    assert outcome == ["The search was stopped."]
    assert len(casebook.index.search("word", limit=3)) == 3


def test_readers_add_to_the_cache_and_never_throw_it_away(
    casebook: Casebook, clock: Callable[[], int]
) -> None:
    with Casebook.open(casebook.folder, None, clock, writable=False) as reading:
        reading.index.put(PLAN_TEXT)
        assert casebook.index.text(PLAN) == PLAN_TEXT
        path = casebook.folder / "cache" / "index.sqlite"
        for suffix in ("", "-wal"):
            old = path.with_name(path.name + suffix)
            if old.exists():
                old.write_bytes(b"\xff" * old.stat().st_size)
    with Casebook.open(casebook.folder, None, clock, writable=False) as reading:
        assert reading.index.search("capacity") == ()
        reading.index.put(PLAN_TEXT)
        assert places(reading.index, "capacity") == [(PLAN, "p1")]
        assert path.read_bytes()[:1] == b"\xff"
