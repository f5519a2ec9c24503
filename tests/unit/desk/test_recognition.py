"""Recognising at the desk: page after page, kept as it is done, and what rests on it."""

from __future__ import annotations

import os
import signal
import threading
from datetime import date
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.display import Progress
from reviewer.desk.labels import where
from reviewer.desk.search import Question
from reviewer.desk.values import Gap
from reviewer.desk.words.kinds import fact_of
from reviewer.desk.words.notes import note_words
from reviewer.model import Part
from tests import scans
from tests.colleagues import joined
from tests.needles import pdf_fonts

ON_TIME = date(2025, 2, 28)


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A PDF of two scanned pages with one of noise between them, and the words of the two."""
    first, last = (scans.scan(seed, skew=1, noise=10, sentences=2) for seed in (41, 42))
    path = tmp_path_factory.mktemp("sent") / "duty sheet.pdf"
    path.write_bytes(scans.pdf_of(first.picture, scans.static(1, 120), last.picture))
    return path, [first.words, last.words]


def test_scanned_pages_get_their_text_and_noise_stays_unreadable(
    desk: Desk, scanned: tuple[Path, list[str]]
) -> None:
    path, words = scanned
    (row,) = desk.receiving.receive("harrowdale", [path], ON_TIME)
    assert (row.pages, row.pages_without_text, row.pages_recognised) == (3, 3, 0)
    assert desk.recognition.waiting() == 3
    seen: list[Progress] = []
    assert desk.recognition.recognise("harrowdale", seen.append) == 2
    assert [(each.done, each.total, each.name) for each in seen] == [
        (number, 3, f"duty sheet.pdf, page {number + 1}") for number in range(3)
    ]
    (row,) = desk.reading.documents()
    assert (row.pages_without_text, row.pages_recognised, desk.recognition.waiting()) == (1, 2, 0)
    assert desk.recognition.recognise() == 0
    parts = desk.reading.text(row.sha256).parts
    assert scans.error_rate(words[0], parts[0].text) <= 0.01
    assert [part.unreadable for part in parts] == [False, True, False]
    assert [where(part) for part in parts] == ["page 1 (recognised)", "page 2", "page 3 (recognised)"]
    boxes = desk.pages.boxes(row.sha256, 2)
    assert boxes.text == parts[2].text
    assert len(boxes.boxes) == 4 * len(boxes.text)
    assert [round(boxes.width), round(boxes.height)] == [595, 842]
    assert desk.pages.boxes(row.sha256, 1).text == ""


@pytest.mark.thorough
def test_recognised_words_are_found_and_tied_and_a_search_kept_before_asks_for_what_is_new(
    desk: Desk, scanned: tuple[Path, list[str]]
) -> None:
    path, _words = scanned
    (row,) = desk.receiving.receive("harrowdale", [path], ON_TIME)
    criterion = desk.case.framework.criteria[0].key
    report = desk.judging.absence("harrowdale", criterion, looked_at=True)
    desk.judging.verdict("harrowdale", criterion, "not-shown", "Nothing about it was found.")
    assert [page.place for page in report.unreadable] == ["p1", "p2", "p3"]
    assert desk.standing.state("harrowdale").criteria[criterion].search_gaps == {Gap.PIECES_WAIT: 3}
    desk.recognition.recognise()
    assert desk.standing.state("harrowdale").criteria[criterion].search_gaps == {Gap.PIECES_NOT_SEEN: 1}
    quote = " ".join(desk.reading.text(row.sha256).parts[2].text.split()[:5])
    assert {found.hit.place for found in desk.search.search(Question(f'"{quote}"'))} >= {"p3"}
    kept = desk.judging.evidence("harrowdale", criterion, row.sha256, quote, "p3")
    assert "tesseract" in kept.content.passage.extractor
    (view,) = desk.standing.state("harrowdale").criteria[criterion].evidence
    assert (view.state, view.where) == ("exact", "page 3 (recognised)")


@pytest.mark.long
def test_a_colleague_who_has_not_read_the_scan_has_lost_no_passage(
    desk: Desk, scanned: tuple[Path, list[str]], colleague: Home, tmp_path: Path
) -> None:
    path, _words = scanned
    (row,) = desk.receiving.receive("harrowdale", [path], ON_TIME)
    desk.recognition.recognise()
    criterion = desk.case.framework.criteria[0]
    quote = " ".join(desk.reading.text(row.sha256).parts[2].text.split()[:5])
    desk.judging.evidence("harrowdale", criterion.key, row.sha256, quote, "p3")
    desk.judging.verdict("harrowdale", criterion.key, criterion.findings[0], "As quoted.")
    (tmp_path / "share").mkdir()
    desk.sharing.sync(tmp_path / "share")
    with joined(desk, tmp_path / "share", tmp_path / "theirs.casebook", colleague) as theirs:
        left = [blocker.code for blocker in theirs.standing.state("harrowdale").blocks_signing]
        assert "lost-passage" not in left
        assert theirs.sharing.check() == ()


@pytest.mark.thorough
def test_words_under_a_stamp_are_found_cited_and_stand_where_they_are_seen(
    desk: Desk, tmp_path: Path
) -> None:
    made, path = scans.scan(43, noise=5, sentences=3), tmp_path / "stamped.pdf"
    path.write_bytes(scans.stamped(made.picture))
    (row,) = desk.receiving.receive("harrowdale", [path], ON_TIME)
    assert (row.pages, row.pages_without_text) == (1, 0)
    assert desk.recognition.waiting() == 2  # the picture, and the document, whose text is to be compared
    assert {(piece.place, piece.waits) for piece in desk.reading.text(row.sha256).unread} == {
        ("", True),
        ("p1/picture1", True),
    }
    assert desk.pages.boxes(row.sha256, 0).layers == ()
    assert desk.recognition.recognise() == 1
    own, picture = desk.reading.text(row.sha256).parts
    assert (own.text.strip(), picture.place) == (scans.STAMP, "p1/picture1")
    assert scans.error_rate(made.words, picture.text) <= 0.01
    quote = " ".join(picture.text.split()[:5])
    criterion = desk.case.framework.criteria[0].key
    desk.judging.evidence("harrowdale", criterion, row.sha256, quote, picture.place)
    (view,) = desk.standing.state("harrowdale").criteria[criterion].evidence
    assert (view.state, view.where) == ("exact", "page 1, picture 1 (recognised)")

    page = desk.pages.boxes(row.sha256, 0)
    (shown,) = page.layers
    assert page.text.strip() == scans.STAMP
    assert (shown.place, shown.text, shown.area) == (picture.place, picture.text, (0.0, 0.0, 595.0, 842.0))
    assert len(shown.boxes) == 4 * len(shown.text)
    drawn = desk.pages.render(row.sha256, 0, 1.0)
    letter = shown.text.index(quote[0])
    left, top, right, bottom = map(round, shown.boxes[4 * letter : 4 * letter + 4])
    inside = [
        drawn.data[y * drawn.stride + 4 * x] for y in range(top, bottom) for x in range(left, right + 1)
    ]
    assert min(inside) < 128 < max(inside), "ink on paper"


@pytest.mark.thorough
def test_a_cancel_keeps_what_is_done(desk: Desk, scanned: tuple[Path, list[str]]) -> None:
    desk.receiving.receive("harrowdale", [scanned[0]], ON_TIME)
    seen: list[Progress] = []
    assert desk.recognition.recognise(None, seen.append, lambda: len(seen) == 2) == 1
    assert desk.reading.documents()[0].pages_recognised == 1
    assert desk.recognition.waiting() == 2


@pytest.mark.long
def test_a_desk_for_reading_recognises_while_another_has_the_casebook(
    desk: Desk, scanned: tuple[Path, list[str]]
) -> None:
    desk.receiving.receive("harrowdale", [scanned[0]], ON_TIME)
    with Desk.open(desk.folder, desk.session.home, writable=False) as other:
        assert other.recognition.recognise() == 2
    assert desk.reading.documents()[0].pages_recognised == 2


@pytest.mark.long
def test_a_killed_child_costs_no_page(
    desk: Desk, scanned: tuple[Path, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reviewer.desk import recognition

    desk.receiving.receive("harrowdale", [scanned[0]], ON_TIME)
    reader = recognition.new_recogniser()
    monkeypatch.setattr(recognition, "new_recogniser", lambda: reader)
    killed: list[int] = []

    def kill() -> None:
        if reader.pid:
            killed.append(reader.pid)
            os.kill(reader.pid, signal.SIGKILL)

    timer = threading.Timer(0.8, kill)
    timer.start()
    assert desk.recognition.recognise() == 2
    timer.join()
    assert killed
    assert desk.reading.documents()[0].pages_recognised == 2


@pytest.mark.thorough
def test_a_locked_scan_waits_until_its_password_is_known(
    desk: Desk, scanned: tuple[Path, list[str]], tmp_path: Path
) -> None:
    import pikepdf

    locked = tmp_path / "locked.pdf"
    with pikepdf.open(scanned[0]) as pdf:
        del pdf.pages[1:]
        pdf.save(locked, encryption=pikepdf.Encryption(user="sesame", owner="sesame"))
    desk.receiving.receive("harrowdale", [locked], ON_TIME, "sesame")
    with Desk.open(desk.folder, desk.session.home, writable=False) as later:
        assert later.recognition.recognise() == 0
        assert later.recognition.waiting() == 1
    assert desk.recognition.recognise() == 1


@pytest.mark.long
def test_it_waits_while_documents_are_taken_in_and_tells_each_page_that_has_words(
    desk: Desk, scanned: tuple[Path, list[str]]
) -> None:
    (row,) = desk.receiving.receive("harrowdale", [scanned[0]], ON_TIME)
    told: list[tuple[str, str]] = []
    reading = threading.Thread(
        target=lambda: desk.recognition.recognise(
            page_read=lambda document, place: told.append((document, place))
        )
    )
    with desk.session.leases.at_work():
        reading.start()
        reading.join(2)
        assert reading.is_alive()
        assert desk.recognition.waiting() == 3
    reading.join()
    assert told == [(row.sha256, "p1"), (row.sha256, "p3")]


@pytest.mark.thorough
def test_a_cancel_ends_the_waiting_too(desk: Desk, scanned: tuple[Path, list[str]]) -> None:
    desk.receiving.receive("harrowdale", [scanned[0]], ON_TIME)
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    with desk.session.leases.at_work():
        assert desk.recognition.recognise(cancelled=stop.is_set) == 0


@pytest.mark.long
def test_what_comes_while_it_reads_is_read_too(
    desk: Desk, scanned: tuple[Path, list[str]], tmp_path: Path
) -> None:
    more = tmp_path / "more.pdf"
    more.write_bytes(scans.pdf_of(scans.scan(43, noise=5, sentences=1).picture))
    desk.receiving.receive("harrowdale", [scanned[0]], ON_TIME)
    came: list[int] = []

    def receive(_document: str, _place: str) -> None:
        if not came:
            came.append(len(desk.receiving.receive("penmarsh", [more], ON_TIME)))

    assert desk.recognition.recognise(page_read=receive) == 3
    assert came == [1]
    assert desk.recognition.waiting() == 0


@pytest.mark.thorough
def test_a_page_that_says_other_words_than_it_shows_is_found_by_both(desk: Desk, tmp_path: Path) -> None:
    phrase = "badano tunigi sunite"
    path = tmp_path / "liar.pdf"
    path.write_bytes(pdf_fonts.one_bad_font(phrase))
    (row,) = desk.receiving.receive("harrowdale", [path], ON_TIME)
    assert (row.pages_without_text, desk.recognition.waiting()) == (0, 1)
    seen, told = list[Progress](), list[tuple[str, str]]()
    assert desk.recognition.recognise(None, seen.append, None, lambda *where: told.append(where)) == 1
    assert [each.name for each in seen] == ["liar.pdf", "liar.pdf, page 1"]
    assert told == [(row.sha256, "p1"), (row.sha256, "p1/recognised")]
    assert desk.recognition.waiting() == 0
    own, recognised = desk.reading.text(row.sha256).parts
    assert [where(own), where(recognised)] == ["page 1", "page 1 (recognised)"]
    assert phrase not in own.text
    assert [found.hit.place for found in desk.search.search(Question(f'"{phrase}"'))] == ["p1/recognised"]
    (note,) = desk.reading.documents()[0].also
    assert note_words(note).endswith("Pages: 1.")


def test_of_words_whose_engine_says_not_how_sure_it_is_no_number_is_told() -> None:
    surely, unknown = (Part("p1", "page 1", "words", recognised=True, confidence=sure) for sure in (95, 0))
    assert fact_of(surely) == "Recognised, 95% sure"
    assert fact_of(unknown) == "Recognised; how surely was not told"
