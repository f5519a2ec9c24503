"""Absences: what a kept search asks for when texts read differently, on one laptop and on two with other engines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import Every, PageBoxes, PictureRead
from reviewer.desk import Desk, Home
from reviewer.desk.search import Question
from reviewer.desk.values import Gap
from reviewer.errors import WrongUseError
from reviewer.model import DocumentText, NoText, Part, Search
from reviewer.model.doubts import Doubt, DoubtedPage
from tests.colleagues import joined
from tests.no_recognition import without_recognition
from tests.unit.desk.conftest import Clock
from tests.unit.desk.pieces import LOGO, NOTICE, document, picture, put, recognised

BODY, CRITERION = "harrowdale", "partners"


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Desk:
    """A document with a picture in which recognition made out no words."""
    document(desk, tmp_path, "a.txt", picture(1, LOGO))
    recognised(desk, LOGO, no_text=NoText.WRITING)
    desk.judging.verdict(BODY, CRITERION, "not-shown", "Nothing says so.")
    return desk


@pytest.fixture
def theirs(sent: Desk, colleague: Home, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A colleague's laptop with the same documents."""
    (tmp_path / "share").mkdir()
    sent.sharing.sync(tmp_path / "share")
    with joined(sent, tmp_path / "share", tmp_path / "theirs.casebook", colleague, clock) as other:
        other.sharing.sync(tmp_path / "share")
        other.reading.catch_up()
        yield other


def left(desk: Desk) -> Mapping[Gap, int]:
    """What is left of the search, on the card and among what blocks the letter: the same."""
    view = desk.standing.state(BODY)
    blocks = {str(blocker.code) for blocker in view.blocks_signing if blocker.criterion == CRITERION}
    gaps = view.criteria[CRITERION].search_gaps
    assert blocks == {str(gap) for gap in gaps}
    (line,) = [line for line in desk.standing.body_lines() if line.code == BODY]
    cell = line.cells[[each.key for each in desk.case.framework.criteria].index(CRITERION)]
    assert set(cell.left) == blocks, "the matrix says the same"
    return gaps


def term(desk: Desk) -> str:
    return desk.criterion(CRITERION).search[0]


def sync(share: Path, *desks: Desk) -> None:
    for desk in (*desks, *desks):
        desk.sharing.sync(share)


def test_what_is_new_is_to_be_looked_at_and_nothing_twice(sent: Desk) -> None:
    sha = sent.reading.documents()[0].sha256
    report = sent.judging.absence(BODY, CRITERION)
    assert [(piece.key, piece.waits) for piece in report.new_pieces] == [(LOGO, False)]
    assert left(sent) == {Gap.PIECES_NOT_SEEN: 1}
    sent.judging.absence(BODY, CRITERION, shown=report.search)
    assert left(sent) == {}
    put(sent, sha, picture(1, LOGO), picture(2, NOTICE), text=f"Words of {term(sent)}.", extractor="reader/2")
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1, Gap.PIECES_WAIT: 1}
    recognised(sent, NOTICE, no_text=NoText.WRITING)
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1, Gap.PIECES_NOT_SEEN: 1}
    again = sent.judging.absence(BODY, CRITERION)
    assert ([hit.hit.place for hit in again.new_hits], [piece.key for piece in again.new_pieces]) == (
        ["text"],
        [NOTICE],
    )
    assert not again.search.content.looked_at
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1, Gap.PIECES_NOT_SEEN: 1}
    sent.judging.absence(BODY, CRITERION, shown=again.search)
    assert left(sent) == {}
    last = sent.judging.absence(BODY, CRITERION)
    assert last.search.content.looked_at, "all of it was looked at before"
    assert (last.new_hits, last.new_pieces) == ((), ())


def test_what_came_while_one_looked_is_not_said_to_be_looked_at(sent: Desk) -> None:
    document(sent, sent.folder.parent, "b.txt", picture(1, NOTICE))
    report = sent.judging.absence(BODY, CRITERION)
    assert report.waiting == 1
    recognised(sent, NOTICE, f"A notice of {term(sent)}")
    after = sent.judging.absence(BODY, CRITERION, shown=report.search)
    assert [hit.hit.place for hit in after.new_hits] == ["text/picture1"]
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}


def test_a_piece_that_was_seen_or_typed_out_is_not_asked_for(sent: Desk) -> None:
    sent.judging.absence(BODY, CRITERION)
    (seen,) = sent.pieces.see(BODY, [LOGO])
    assert left(sent) == {}
    assert sent.judging.absence(BODY, CRITERION).search.content.looked_at
    sent.history.withdraw(seen.id)
    assert left(sent) == {Gap.PIECES_NOT_SEEN: 1}, "the search had not looked at it itself"
    sent.pieces.transcribe(BODY, LOGO, "The crest.")
    assert left(sent) == {}
    sent.pieces.transcribe(BODY, LOGO, f"The crest of {term(sent)}.")
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}
    sent.history.undo()
    assert left(sent) == {}
    sent.history.undo()
    assert left(sent) == {Gap.PIECES_NOT_SEEN: 1}


def test_where_nothing_is_recognised_pictures_are_looked_at_by_eye(sent: Desk) -> None:
    document(sent, sent.folder.parent, "b.txt", picture(1, NOTICE))
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    assert left(sent) == {Gap.PIECES_WAIT: 1}
    with (
        without_recognition(sent.session.home),
        Desk.open(sent.folder, sent.session.home, writable=False) as without,
    ):
        assert left(without) == {Gap.PIECES_NOT_SEEN: 1}


def test_a_pdf_is_not_read_until_its_letters_were_compared_with_what_its_pages_show(
    sent: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent.pieces.see(BODY, [LOGO])
    sha = document(sent, tmp_path, "liar.txt")
    index = sent.session.casebook.index
    liar = DocumentText(sha, "pdf", "x", (Part("p1", "page 1", "Qbsuofst"),))
    index.put(liar)
    report = sent.judging.absence(BODY, CRITERION, looked_at=True)
    assert [(piece.name, piece.waits, piece.looked_at) for piece in report.new_pieces] == []
    assert report.waiting == 1
    assert left(sent) == {Gap.PIECES_WAIT: 1}, "an absence says nothing of letters that nobody compared"
    (piece,) = [piece for piece in sent.pieces.of(BODY) if piece.name == "liar.txt"]
    assert (piece.waits, piece.can_be_typed, sent.pieces.counts(BODY).waiting) == (True, False, 1)
    assert [(row.unread, row.waiting) for row in sent.reading.documents(BODY) if row.sha256 == sha] == [
        (1, 1)
    ]
    assert sent.search.unsearched(Question("words")).pieces == 2
    with pytest.raises(WrongUseError, match="waits for recognition"):
        sent.pieces.see(BODY, [piece.key])
    with (
        without_recognition(sent.session.home),
        Desk.open(sent.folder, sent.session.home, writable=False) as without,
    ):
        assert left(without) == {}, "where nothing is recognised nothing waits"
        assert [row.unread for row in without.reading.documents(BODY) if row.sha256 == sha] == [0]
    index.compared.put(sha, (), "x")
    assert left(sent) == {}, "nobody has to do anything"
    assert sent.search.unsearched(Question("words")).pieces == 1
    assert [(row.unread, row.waiting) for row in sent.reading.documents(BODY) if row.sha256 == sha] == [
        (0, 0)
    ]
    index.put(replace(liar, extractor="y"))
    assert left(sent) == {Gap.PIECES_WAIT: 1}, "what is read anew is compared anew"
    index.compared.put(sha, (DoubtedPage(0, (Doubt.OTHER_LETTERS,), 1.0),), "x")
    assert left(sent) == {Gap.PIECES_WAIT: 1}
    read = Part("p1/recognised", "page 1", f"The {term(sent)}", recognised=True, confidence=90)
    index.pages.put(sha, read, PageBoxes(bytes(16 * len(read.text)), 595, 842), "x")
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}


def test_what_is_typed_of_a_piece_that_waits_ends_no_waiting(sent: Desk, tmp_path: Path) -> None:
    sent.pieces.see(BODY, [LOGO])
    document(sent, tmp_path, "b.txt", picture(1, NOTICE))
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    sent.pieces.transcribe(BODY, NOTICE, "A notice.")
    assert left(sent) == {Gap.PIECES_WAIT: 1}
    recognised(sent, NOTICE, f"A notice of {term(sent)}")
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}, "what was not typed of it is found"


def test_the_texts_are_searched_again_once_for_each_state_of_them(
    sent: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    index, asked = sent.session.casebook.index, list[object]()
    every = index.every

    def note(queries: Sequence[str], documents: Collection[str]) -> Every:
        asked.append(queries)
        return every(queries, documents)

    monkeypatch.setattr(index, "every", note)
    assert (left(sent), asked) == ({}, [])
    put(sent, sent.reading.documents()[0].sha256, picture(1, LOGO), text="Other words.")
    recognised(sent, LOGO, no_text=NoText.WRITING)
    for _ in range(3):
        assert left(sent) == {}
    assert len(asked) == 1
    assert len(sent.session.casebook.current(Search)) == 1


def test_while_a_text_is_put_anew_nothing_is_proved_of_it(
    sent: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = sent.reading.documents()[0].sha256
    index = sent.session.casebook.index
    with monkeypatch.context() as half:  # its parts are not all there: no piece is found, nor a word
        half.setattr(index.typed, "pieces", lambda _documents: {})
        sent.judging.absence(BODY, CRITERION)
        state = sent.standing.state(BODY)
        assert "unread-document" in [str(each.code) for each in state.blocks_signing]
    put(sent, sha, picture(1, LOGO), text=f"Words of {term(sent)}.")
    recognised(sent, LOGO, no_text=NoText.WRITING)
    sent.pieces.see(BODY, [LOGO])
    with monkeypatch.context() as half:
        half.setattr(index, "every", lambda _queries, _documents: Every((), {}))
        assert left(sent) == {Gap.STALE: 1}
    assert sent.standing.state(BODY).criteria[CRITERION].search_gaps == {Gap.NOT_LOOKED_AT: 1}


def test_two_laptops_with_other_engines_never_undo_each_others_absences(
    sent: Desk, theirs: Desk, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    sha = theirs.reading.documents()[0].sha256
    put(theirs, sha, picture(1, LOGO))
    recognised(theirs, LOGO, f"crest of {term(theirs)}", engine="engine/2")  # where ours makes out no words
    theirs.judging.absence(BODY, CRITERION, looked_at=True)
    assert left(theirs) == {}
    sync(share, theirs, sent)
    assert left(sent) == {Gap.PIECES_NOT_SEEN: 1}, "nobody has looked at what is a piece here"
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    for _ in range(2):
        sync(share, sent, theirs)
        assert (left(sent), left(theirs)) == ({}, {})
        sent.judging.absence(BODY, CRITERION)
        sync(share, sent, theirs)
        assert (left(sent), left(theirs)) == ({}, {})
        theirs.judging.absence(BODY, CRITERION)


def test_a_hit_that_only_one_engine_finds_is_asked_for_there_alone(
    sent: Desk, theirs: Desk, tmp_path: Path
) -> None:
    share = tmp_path / "share"
    sha = theirs.reading.documents()[0].sha256
    put(theirs, sha, picture(1, LOGO))
    recognised(theirs, LOGO, "crest")
    put(sent, sha, picture(1, LOGO))
    sent.session.casebook.index.pages.put_picture(LOGO, _read(f"crest of {term(sent)}"))
    put(sent, sha, picture(1, LOGO))
    theirs.judging.absence(BODY, CRITERION)
    assert left(theirs) == {}
    sync(share, theirs, sent)
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}
    report = sent.judging.absence(BODY, CRITERION)
    assert [hit.hit.place for hit in report.new_hits] == ["text/picture1"]
    sent.judging.absence(BODY, CRITERION, shown=report.search)
    sync(share, sent, theirs)
    assert (left(sent), left(theirs)) == ({}, {})


def test_a_new_hit_in_a_long_text_whose_others_were_looked_at_is_asked_for_and_shown(
    sent: Desk, tmp_path: Path
) -> None:
    sent.pieces.see(BODY, [LOGO])
    long = f"We list {term(sent)} of the force. " + "Nothing more is said here. " * 40
    sha = document(sent, tmp_path, "b.txt")
    put(sent, sha, text=long)
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    assert left(sent) == {}
    put(sent, sha, text="  \n".join(long.split()) + "\n", extractor="reader/2")
    assert left(sent) == {}, "another reader's white space and offsets ask for nothing"
    put(sent, sha, text=f"{long} At last it names {term(sent)} elsewhere.", extractor="reader/3")
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}
    report = sent.judging.absence(BODY, CRITERION)
    (new,) = report.new_hits
    assert "elsewhere" in new.hit.snippet
    assert (report.new_in(new), new.hit.start > len(long)) == (1, True)
    assert new.hit.snippet.split("\ue000")[1].split("\ue001")[0] == term(sent)
    part = sent.reading.text(sha).part(new.hit.place)
    assert part is not None
    assert part.text[new.hit.start : new.hit.end] == term(sent)
    assert not report.search.content.looked_at
    sent.judging.absence(BODY, CRITERION, shown=report.search)
    assert left(sent) == {}
    twice = f"{long} At last it names {term(sent)} elsewhere."
    put(sent, sha, text=twice + twice)
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}, "the same words once more are more"


def test_what_another_engine_reads_otherwise_round_the_same_words_is_the_same_hit(
    sent: Desk, theirs: Desk, tmp_path: Path
) -> None:
    share, sha = tmp_path / "share", sent.reading.documents()[0].sha256
    for desk, words in ((sent, f"our {term(sent)} listed"), (theirs, f"0ur {term(sent)}, Iisted")):
        put(desk, sha, picture(1, NOTICE))
        recognised(desk, NOTICE, words)
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    sync(share, sent, theirs)
    assert (left(sent), left(theirs)) == ({}, {})
    put(theirs, sha, picture(1, LOGO))
    theirs.session.casebook.index.pages.put_picture(LOGO, _read(f"{term(sent)} and {term(sent)}"))
    assert left(theirs) == {Gap.NOT_LOOKED_AT: 1}, "another picture stands there"


def test_a_record_from_before_hits_had_marks_goes_on_counting(sent: Desk, tmp_path: Path) -> None:
    sent.pieces.see(BODY, [LOGO])
    sha = document(sent, tmp_path, "b.txt")
    put(sent, sha, text=f"We list {term(sent)}.")
    first = sent.judging.absence(BODY, CRITERION, looked_at=True).search
    gone = (sha, "elsewhere")
    before = replace(first.content, marks=(), known_hits=(gone,))
    sent.history.put(before, first.subject)
    assert left(sent) == {}
    put(sent, sha, text=f"Newly read: we do list {term(sent)}.", extractor="reader/2")
    assert left(sent) == {}, "it had looked at that place"
    again = sent.judging.absence(BODY, CRITERION).search.content
    assert again.looked_at
    assert again.known_hits == (gone,), (
        "what has marks now counts by them, what is not found here by its place"
    )
    more = f"Newly read: we do list {term(sent)}. And {term(sent)} of others."
    put(sent, sha, text=more, extractor="reader/3")
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}


def test_two_who_searched_apart_agree_and_what_either_looked_at_stays_so(
    sent: Desk, theirs: Desk, tmp_path: Path
) -> None:
    share, sha = tmp_path / "share", sent.reading.documents()[0].sha256
    sent.judging.absence(BODY, CRITERION)
    sync(share, sent, theirs)
    put(theirs, sha, picture(1, NOTICE, NoText.WRITING, tried=True))
    theirs.judging.absence(BODY, CRITERION, looked_at=True)
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    sync(share, sent, theirs)
    for desk in (sent, theirs):
        assert len(desk.session.casebook.current(Search)) == 2
        assert (left(desk), desk.session.casebook.conflicts(), desk.sharing.check()) == ({}, (), ())
    sent.judging.absence(BODY, CRITERION)
    sync(share, sent, theirs)
    assert len(theirs.session.casebook.current(Search)) == 1
    assert (left(sent), left(theirs)) == ({}, {})


def test_a_record_from_before_pieces_had_keys_goes_on_counting(sent: Desk) -> None:
    (row,) = sent.reading.documents()
    put(sent, row.sha256, Part("text/page", "page", "", NoText.WRITING, tried=True))
    first = sent.judging.absence(BODY, CRITERION, looked_at=True).search
    before = replace(first.content, pieces=(), unreadable=((row.sha256, "text/page"),))
    sent.history.put(before, first.subject)
    assert left(sent) == {}
    put(sent, row.sha256, Part("text/page", "page", "", NoText.WRITING, tried=True), picture(1, LOGO))
    assert left(sent) == {Gap.PIECES_NOT_SEEN: 1}
    report = sent.judging.absence(BODY, CRITERION)
    assert [piece.key for piece in report.new_pieces] == [LOGO]
    sent.judging.absence(BODY, CRITERION, shown=report.search)
    assert left(sent) == {}


def test_what_was_not_read_on_this_laptop_proves_nothing_here(
    sent: Desk, colleague: Home, tmp_path: Path
) -> None:
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    (tmp_path / "share").mkdir()
    sent.sharing.sync(tmp_path / "share")
    with joined(sent, tmp_path / "share", tmp_path / "theirs.casebook", colleague) as theirs:
        theirs.session.patient = False
        codes = {
            str(each.code)
            for each in theirs.standing.state(BODY).blocks_signing
            if each.criterion == CRITERION
        }
        assert codes == {"unread-document"}


def test_a_letter_does_not_rest_on_how_its_documents_are_read(sent: Desk) -> None:
    sent.judging.absence(BODY, CRITERION, looked_at=True)
    rests = sent.standing.rests_on(BODY, "")
    put(
        sent,
        sent.reading.documents()[0].sha256,
        text=f"All of it is about {term(sent)}.",
        extractor="reader/9",
    )
    assert left(sent) == {Gap.NOT_LOOKED_AT: 1}
    assert sent.standing.rests_on(BODY, "") == rests
    sent.pieces.of(BODY)
    assert sent.standing.rests_on(BODY, "") == rests


def _read(text: str) -> PictureRead:
    return PictureRead("engine/3", text, b"\0" * 16 * len(text), 90)
