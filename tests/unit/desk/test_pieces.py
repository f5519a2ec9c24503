"""What nobody could read, piece by piece: looked at once per picture, typed out, undone, shared."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.casebook import PageBoxes, subject
from reviewer.desk import Desk, Home
from reviewer.desk.search import Question
from reviewer.desk.words.unread import unread_alone, unread_words
from reviewer.errors import WrongUseError
from reviewer.model import DocumentText, NoteCode, NoText, Part, Reason, Seen, Transcribed
from reviewer.model.doubts import Doubt, DoubtedPage
from reviewer.model.notes import note
from reviewer.model.problems import problem
from tests.colleagues import joined
from tests.locked import WORD, locked_pdf
from tests.no_recognition import without_recognition
from tests.said import said
from tests.unit.desk.conftest import Clock
from tests.unit.desk.pieces import DUE, LOGO, NOTICE, document, picture, put, recognised


@pytest.fixture
def sent(desk: Desk, tmp_path: Path) -> Desk:
    """Two documents with the same logo, which recognition has tried, and a notice in one of them, which waits."""
    document(desk, tmp_path, "a.txt", picture(1, LOGO), picture(2, NOTICE))
    document(desk, tmp_path, "b.txt", picture(1, LOGO))
    recognised(desk, LOGO, no_text=NoText.WRITING)
    return desk


def found(desk: Desk, words: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.hit.place) for hit in desk.search.search(Question(words))]


def test_a_picture_is_one_piece_wherever_it_stands(sent: Desk) -> None:
    logo, notice = sent.pieces.of("harrowdale")
    assert (logo.key, logo.name, logo.place, logo.why, logo.places) == (
        LOGO,
        "a.txt",
        "text/picture1",
        NoText.WRITING,
        2,
    )
    assert (notice.key, notice.waits, notice.places) == (NOTICE, True, 1)
    counts = sent.pieces.counts("harrowdale")
    assert (counts.all, counts.waiting, counts.to_look_at, counts.seen, counts.transcribed) == (2, 1, 1, 0, 0)
    assert [(row.unread, row.waiting) for row in sent.reading.documents()] == [(2, 1), (1, 0)]
    assert sent.pieces.of("penmarsh") == ()


def test_looking_is_one_act_for_all_places_and_can_be_undone(sent: Desk) -> None:
    before = sent.position
    (kept,) = sent.pieces.see("harrowdale", [LOGO, LOGO[:8]], "the crest")
    assert (kept.content.picture, kept.content.note, sent.position) == (LOGO, "the crest", before + 1)
    logo = sent.pieces.piece("harrowdale", LOGO)
    assert logo.seen == kept
    assert not logo.to_look_at
    assert sent.pieces.see("harrowdale", [LOGO]) == (), "it was looked at"
    assert said(sent.history.undo()) == "1 piece looked at"
    assert sent.pieces.piece("harrowdale", LOGO).to_look_at
    assert sent.history.redo()
    assert not sent.pieces.piece("harrowdale", LOGO).to_look_at
    assert sent.sharing.check() == ()


def test_what_waits_for_recognition_cannot_be_called_seen(sent: Desk) -> None:
    before = sent.position
    with pytest.raises(WrongUseError, match=r"picture 2 of “a\.txt” waits for recognition") as refused:
        sent.pieces.see("harrowdale", [LOGO, NOTICE])
    assert "recognise" in refused.value.remedy
    assert sent.position == before, "all or nothing"
    recognised(sent, NOTICE, no_text=NoText.WRITING)
    assert len(sent.pieces.see("harrowdale", [LOGO, NOTICE])) == 2


def test_where_nothing_is_recognised_at_all_nothing_waits_and_each_piece_says_why(sent: Desk) -> None:
    sha = sent.reading.resolve_document("a.txt")
    keys = [piece.key for piece in sent.pieces.of("harrowdale")]
    with without_recognition(sent.session.home):
        assert not sent.pieces.recognised_here
        pieces = sent.pieces.of("harrowdale")
        assert [(piece.waits, piece.why) for piece in pieces] == [
            (False, NoText.WRITING),
            (False, NoText.UNTRIED),
        ]
        assert [piece.key for piece in pieces] == keys, "what is seen of it here is seen of it everywhere"
        assert [part.no_text for part in sent.pages.text(sha).parts[1:]] == [NoText.WRITING, NoText.UNTRIED]
        assert sent.recognition.untried() == 1
        assert "look at each by eye" in sent.pieces.why_not_recognised
        assert unread_words("", pieces[1].why).startswith("Not recognised: no recognition on this laptop.")
        assert unread_alone(pieces[1].why) == "It has no text that can be searched.", "to the sender"
        assert len(sent.pieces.see("harrowdale", [NOTICE])) == 1
    assert sent.recognition.untried() == 0
    assert [part.no_text for part in sent.reading.text(sha).parts[1:]] == [NoText.WRITING, NoText.PICTURE]


def test_a_picture_without_words_is_no_piece(sent: Desk) -> None:
    recognised(sent, NOTICE)
    assert [piece.key for piece in sent.pieces.of("harrowdale")] == [LOGO]


def test_what_is_typed_is_searched_and_cited_like_any_text(sent: Desk) -> None:
    assert found(sent, "custody") == []
    sent.pieces.transcribe("harrowdale", LOGO, "  Custody sergeants meet daily.\n")
    assert found(sent, "custody") == [
        ("a.txt", "text/picture1/transcribed"),
        ("b.txt", "text/picture1/transcribed"),
    ]
    piece = sent.pieces.piece("harrowdale", LOGO)
    assert piece.transcribed is not None
    assert piece.transcribed.content.text == "Custody sergeants meet daily."
    assert [row.unread for row in sent.reading.documents()] == [1, 0]
    kept = sent.judging.evidence("harrowdale", "unit", "b.txt", "sergeants meet daily")
    assert kept.content.passage.place == "text/picture1/transcribed"
    part = sent.reading.text(kept.content.passage.document).part(kept.content.passage.place)
    assert part is not None
    assert part.label == f"text, picture 1, typed by {sent.me.name}"


def test_no_layer_is_left_when_what_was_typed_is_taken_back(sent: Desk) -> None:
    sent.pieces.transcribe("harrowdale", LOGO, "Custody one.")
    sent.pieces.transcribe("harrowdale", LOGO, "Custody two.")
    assert found(sent, "two") != []
    sent.history.undo()
    assert (found(sent, "two"), len(found(sent, "one"))) == ([], 2)
    sent.history.undo()
    assert found(sent, "custody") == []
    assert [row.unread for row in sent.reading.documents()] == [2, 1]
    sent.history.redo()
    assert sent.pieces.transcribe("harrowdale", LOGO, " ") is None
    assert found(sent, "custody") == []
    assert sent.sharing.check() == ()


def test_what_was_typed_can_be_mended_when_it_was_recognised_since(sent: Desk) -> None:
    sent.pieces.transcribe("harrowdale", NOTICE, "A notise.")
    recognised(sent, NOTICE, "A notice")
    piece = sent.pieces.piece("harrowdale", NOTICE)
    assert piece.transcribed is not None
    assert [row.unread for row in sent.reading.documents()] == [1, 1]
    sent.pieces.transcribe("harrowdale", NOTICE, "A notice of change.")
    assert len(found(sent, "change")) == 1
    sent.pieces.transcribe("harrowdale", NOTICE, "")
    assert found(sent, "change") == []
    assert [each.key for each in sent.pieces.of("harrowdale")] == [LOGO]


def test_what_nobody_would_see_is_nothing_typed(sent: Desk) -> None:
    for nothing in ("\u200b", "\u00ad \u2060", "\ufeff\n"):
        assert sent.pieces.transcribe("harrowdale", LOGO, nothing) is None
    assert [row.unread for row in sent.reading.documents()] == [2, 1]


def test_recognition_still_tries_what_was_typed_out_while_it_waited(sent: Desk) -> None:
    sent.pieces.transcribe("harrowdale", NOTICE, "A notice.")
    assert sent.recognition.waiting() == 1
    recognised(sent, NOTICE, "Custody suite")
    assert sent.recognition.waiting() == 0
    assert len(found(sent, "suite")) == 1


def test_what_waits_cannot_be_typed_away(sent: Desk) -> None:
    sent.pieces.transcribe("harrowdale", NOTICE, "A notice.")
    (notice,) = [piece for piece in sent.pieces.of("harrowdale") if piece.key == NOTICE]
    assert (notice.waits, notice.to_look_at) == (True, False)
    assert sent.pieces.counts("harrowdale").waiting == 1
    assert [(row.unread, row.waiting) for row in sent.reading.documents()] == [(2, 1), (1, 0)]
    with without_recognition(
        sent.session.home
    ):  # a piece can be typed out where nothing is recognised at all
        assert [(row.unread, row.waiting) for row in sent.reading.documents()] == [(1, 0), (1, 0)]
    recognised(sent, NOTICE, no_text=NoText.WRITING)
    assert [(row.unread, row.waiting) for row in sent.reading.documents()] == [(1, 0), (1, 0)]
    assert sent.pieces.counts("harrowdale").waiting == 0


@pytest.mark.parametrize("nothing", [".", "...", "\u2014", " ? ", "_", "\u2713"])
def test_what_has_no_words_is_refused_and_closes_nothing(sent: Desk, nothing: str) -> None:
    before = sent.position
    for key, remedy in ((LOGO, "say that it was seen"), (NOTICE, "wait until recognition")):
        with pytest.raises(WrongUseError, match="has no words") as refused:
            sent.pieces.transcribe("harrowdale", key, nothing)
        assert remedy in refused.value.remedy
    assert sent.position == before


def test_a_full_stop_that_an_earlier_program_took_closes_nothing(sent: Desk) -> None:
    content = Transcribed(sent.reading.documents()[0].sha256, "text/picture1", ".", LOGO)
    sent.history.put(content, subject.transcribed(content.piece))
    logo = sent.pieces.piece("harrowdale", LOGO)
    assert logo.to_look_at
    assert [row.unread for row in sent.reading.documents()] == [2, 1]
    assert sent.pieces.transcribe("harrowdale", LOGO, "The crest.") is not None
    assert [row.unread for row in sent.reading.documents()] == [1, 0]


def test_a_text_that_is_put_anew_gets_its_layers(sent: Desk) -> None:
    (first, _second) = sent.reading.documents()
    sent.pieces.transcribe("harrowdale", LOGO, "Custody.")
    text = sent.reading.text(first.sha256)
    put(sent, first.sha256, picture(1, NOTICE), picture(2, LOGO), extractor="reader/2")
    assert ("a.txt", "text/picture2/transcribed") in found(sent, "custody")
    sent.session.casebook.index.put(text)
    assert sent.reading.text(first.sha256) == text
    sent.session.casebook.index.close()
    again = type(sent.session.casebook.index)(sent.folder / "cache", writable=True)
    assert again.text(first.sha256) == text
    again.close()


def test_each_file_that_a_document_names_and_has_not_is_a_piece(desk: Desk, tmp_path: Path) -> None:
    sha = document(desk, tmp_path, "a.txt")
    told = tuple(note(NoteCode.IMPORT_MISSING, imported=name) for name in ("annex.docx", "rota.docx"))
    desk.session.casebook.index.put(replace(desk.reading.text(sha), also=told))
    first, second = desk.pieces.of("harrowdale")
    (kept,) = desk.pieces.see("harrowdale", [first.key])
    assert kept.content.piece == first.key
    assert [piece.seen is None for piece in desk.pieces.of("harrowdale")] == [False, True]
    assert second.why == told[1]


def test_pages_that_were_not_reached_are_others_when_it_ends_earlier(desk: Desk, tmp_path: Path) -> None:
    sha = document(desk, tmp_path, "a.txt")
    text = desk.reading.text(sha)
    for page, before in ((51, True), (51, False), (20, True)):
        stopped = problem(Reason.READING_TOO_SLOW, seconds="10", page=page)
        desk.session.casebook.index.put(replace(text, problem=stopped))
        (piece,) = desk.pieces.of("harrowdale")
        assert piece.to_look_at == before, page
        desk.pieces.see("harrowdale", [piece.key])


def test_a_picture_that_its_document_does_not_have_is_nobody_elses(desk: Desk, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        document(desk, tmp_path, name, picture(1, "", NoText.DAMAGED))
    first, second = desk.pieces.of("harrowdale")
    desk.pieces.see("harrowdale", [first.key])
    desk.pieces.transcribe("harrowdale", second.key, "Custody.")
    first, second = desk.pieces.of("harrowdale")
    assert (first.seen is None, second.seen is None) == (False, True)
    assert (first.transcribed is None, second.transcribed is None) == (True, False)
    assert found(desk, "custody") == [("b.txt", "text/picture1/transcribed")]


def test_what_was_typed_of_a_doubted_page_is_found_before_it_is_compared_again_and_after(
    sent: Desk, tmp_path: Path
) -> None:
    sha = document(sent, tmp_path, "liar.txt")
    index = sent.session.casebook.index
    liar = DocumentText(sha, "pdf", "x", (Part("p1", "page 1", "Qsjoufe"),))
    doubted = (DoubtedPage(0, (Doubt.OTHER_LETTERS,), 1.0),)
    index.put(liar)
    index.compared.put(sha, doubted, "x")
    (page,) = [piece for piece in sent.pieces.of("harrowdale") if piece.place == "p1/recognised"]
    sent.pieces.transcribe("harrowdale", page.key, "Custody")
    index.put(liar)
    assert found(sent, "custody") == [("liar.txt", "p1/recognised/transcribed")], "as on a colleague's laptop"
    assert sent.reading.text(sha).parts[-1].label == f"page 1, typed by {sent.me.name}"
    index.compared.put(sha, doubted, "x")
    assert found(sent, "custody") == [("liar.txt", "p1/recognised/transcribed")]
    assert [(row.unread, row.waiting) for row in sent.reading.documents() if row.sha256 == sha] == [(1, 1)]
    tried = Part("p1/recognised", "page 1", "", no_text=NoText.LETTERS)
    assert index.pages.put(sha, tried, PageBoxes(b"", 1, 1), "x")
    assert [row.unread for row in sent.reading.documents() if row.sha256 == sha] == [0]
    sent.history.undo()
    assert found(sent, "custody") == []


def test_what_was_typed_is_found_when_its_picture_is_none_of_the_document_any_more(sent: Desk) -> None:
    (first, _second) = sent.reading.documents()
    sent.pieces.transcribe("harrowdale", LOGO, "Custody.")
    sent.pieces.transcribe("harrowdale", NOTICE, "A notice.")
    put(sent, first.sha256, picture(1, NOTICE), extractor="reader/2")
    places = [part.place for part in sent.reading.text(first.sha256).parts]
    assert len(places) == len(set(places)) == 4
    assert {name for name, _place in found(sent, "custody")} == {"a.txt", "b.txt"}


def test_a_document_that_comes_again_keeps_what_was_recognised_and_typed(sent: Desk, tmp_path: Path) -> None:
    recognised(sent, NOTICE, "Custody suite")
    sent.pieces.transcribe("harrowdale", LOGO, "A crest.")
    before = sent.reading.text(sent.reading.documents()[0].sha256)
    sent.session.casebook.index.put(before)
    assert sent.reading.text(before.document) == before
    sent.receiving.receive("harrowdale", [tmp_path / "a.txt"])
    assert sent.reading.text(before.document) == before


def test_only_pages_and_pictures_can_be_typed(sent: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    sent.receiving.receive("harrowdale", [tmp_path / "empty.pdf"], DUE)
    (whole,) = [piece for piece in sent.pieces.of("harrowdale") if not piece.place]
    assert not whole.can_be_typed
    with pytest.raises(WrongUseError, match="Only a page or a picture"):
        sent.pieces.transcribe("harrowdale", whole.key, "Nothing.")
    with pytest.raises(WrongUseError, match="more than"):
        sent.pieces.transcribe("harrowdale", LOGO, "x" * 1_000_001)
    (kept,) = sent.pieces.see("harrowdale", [whole.key], "asked the force")
    assert (kept.content.place, kept.content.why) == ("", "kind-empty")
    with pytest.raises(WrongUseError, match="no piece"):
        sent.pieces.see("harrowdale", ["0a0a"])


def test_what_a_password_would_open_was_seen_by_nobody(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(locked_pdf("The plan.", WORD))
    desk.receiving.receive("harrowdale", [tmp_path / "plan.pdf"], DUE)
    (piece,) = desk.pieces.of("harrowdale")
    assert piece.locked
    with pytest.raises(WrongUseError, match=r"“plan.pdf” is locked") as refused:
        desk.pieces.see("harrowdale", [piece.key])
    assert "password" in str(refused.value.remedy)
    assert desk.pieces.counts("harrowdale").to_look_at == 1
    desk.locks.unlock("harrowdale", WORD)
    assert [piece.locked for piece in desk.pieces.of("harrowdale")] == [False], (
        "what it says is compared next"
    )


def test_what_people_do_travels_and_two_who_looked_agree(
    sent: Desk, colleague: Home, tmp_path: Path, clock: Clock
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    sent.sharing.sync(share)
    with joined(sent, share, tmp_path / "theirs.casebook", colleague, clock) as theirs:
        theirs.sharing.sync(share)
        for row in theirs.reading.documents():
            put(theirs, row.sha256, picture(1, LOGO, NoText.WRITING, tried=True))
        theirs.pieces.see("harrowdale", [LOGO])
        sent.pieces.see("harrowdale", [LOGO])
        sent.pieces.transcribe("harrowdale", LOGO, "Custody.")
        theirs.pieces.transcribe("harrowdale", LOGO, "Costody?")
        for each in (sent, theirs, sent):
            each.sharing.sync(share)
        for each in (sent, theirs):
            assert len(each.session.casebook.current(Seen)) == 2
            assert not [about for about, _ in each.session.casebook.conflicts() if about.startswith("seen:")]
            assert len(found(each, "custody")) == len(found(each, "costody")) == 2
            assert each.session.casebook.check() == ()
        same = {
            desk.reading.text(row.sha256).parts[-1]
            for desk in (sent, theirs)
            for row in desk.reading.documents()
        }
        assert len({part.text for part in same}) == 1
        sent.pieces.transcribe("harrowdale", LOGO, "Custody")
        assert found(sent, "costody") == []
