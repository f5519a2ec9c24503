"""A merged file that is looked at: what it shows, that nothing is written beside it, and that only what was signed is believed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from reviewer.casebook import Casebook, Passing
from reviewer.casebook.merged_pages import page
from reviewer.desk.merged_facts import Writer, merged_facts
from reviewer.errors import CancelledError, CasebookError, ReadOnlyError
from reviewer.model import ProblemError, Receipt
from reviewer.sharing import FolderShare, MergedOpening, Step
from tests.unit.sharing.laptops import CASE, Laptop, author, decide, files, folder_share, reasons, synced

TOOL = (
    "DROP TRIGGER save_stays; DROP TRIGGER record_stays; DROP TRIGGER record_fixed; DROP TRIGGER save_fixed;"
)
LAST = "(SELECT id FROM save ORDER BY json_extract(head, '$.number') DESC LIMIT 1)"
WITHOUT_RECORDS = f"DELETE FROM record WHERE save = {LAST};"  # noqa: S608 - a constant
WITHOUT_SAVE = f"{WITHOUT_RECORDS} DELETE FROM save WHERE id = {LAST}"  # noqa: S608 - a constant


def ask_of(copy: Path) -> Callable[[str], tuple[Mapping[str, Any], bytes]]:
    """Read a file as the reader process does."""
    return lambda after: page(copy.read_bytes(), {"after": after})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where on the laptop of somebody else what passes lies."""
    return tmp_path / "data"


@pytest.fixture
def opening(place: Path, ann: Laptop) -> MergedOpening:
    return MergedOpening(place, ask_of, ann.clock)


@pytest.fixture
def merged(ann: Laptop, share: FolderShare) -> Path:
    """The last merged file of a share, which holds a verdict and a document."""
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clear")
        document = casebook.files.put(b"what was sent in")
        with casebook.act() as act:
            act.put(Receipt("ashford", document, "sent.txt", "", date(2026, 1, 2)), subject="receipt:1")
    synced(ann, share)
    return files(share, "merged")[-1]


def edited(path: Path, sql: str) -> None:
    """Change a file with a tool that takes the triggers out first."""
    with closing(sqlite3.connect(path)) as tool:
        tool.executescript(TOOL + sql)


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """What lies in a folder: size and time of each name."""
    return {str(one): (one.stat().st_size, one.stat().st_mtime_ns) for one in folder.rglob("*")}


def refused(opening: MergedOpening, path: Path, place: Path) -> str:
    """What is said of a file that is not opened; nothing is left of it."""
    with pytest.raises(CasebookError) as told:
        opening.open(path)
    assert not list(place.glob("*"))
    assert not list(place.glob(".*"))
    return str(told.value)


def test_it_shows_what_stands_and_nothing_can_be_recorded(opening: MergedOpening, merged: Path) -> None:
    with opening.open(merged) as casebook:
        assert reasons(casebook) == ["it is clear"]
        assert casebook.people() == {author("Ann").key: "Ann"}
        assert casebook.check() == ()
        with pytest.raises(ReadOnlyError):
            decide(casebook, "ashford", "policy", "no")


def test_nothing_is_written_beside_it_and_nothing_is_left(
    opening: MergedOpening, merged: Path, share: FolderShare, place: Path
) -> None:
    root = Path(share.place)
    for one in [*root.rglob("*"), root]:
        one.chmod(0o555 if one.is_dir() else 0o444)
    before = tree(root)
    try:
        with opening.open(merged) as casebook:
            (document,) = {kept.content.document for kept in casebook.current(Receipt)}
            assert casebook.files.whole(document).read_bytes() == b"what was sent in"
            assert casebook.index.text(document) is None
            assert len(list(place.iterdir())) == 1
        assert tree(root) == before
        assert not list(place.iterdir())
    finally:
        for one in [*root.rglob("*"), root]:
            one.chmod(0o777)


def test_a_document_that_rotted_is_told_and_no_mark_is_left(
    opening: MergedOpening, merged: Path, share: FolderShare
) -> None:
    (document,) = files(share, "documents")
    document.write_bytes(b"something else")
    before = tree(Path(share.place))
    with opening.open(merged) as casebook, pytest.raises(ProblemError):
        casebook.files.whole(document.name)
    assert tree(Path(share.place)) == before


def test_it_goes_on_being_shown_when_the_file_is_replaced(opening: MergedOpening, merged: Path) -> None:
    with opening.open(merged) as casebook:
        merged.write_bytes(b"another laptop writes here now")
        assert reasons(casebook) == ["it is clear"]
        merged.unlink()
        assert casebook.check() == ()


def test_who_wrote_it_is_signed_in_it(opening: MergedOpening, merged: Path, ann: Laptop) -> None:
    with opening.open(merged) as casebook:
        assert casebook.source is not None
        facts = merged_facts(casebook, casebook.source)
    assert (facts.writer, facts.name, facts.missing, facts.documents) == (Writer.MEMBER, "Ann", 0, 1)


def test_a_strangers_is_said_to_be_a_strangers(tmp_path: Path, opening: MergedOpening) -> None:
    founded = Laptop("Ann", tmp_path / "closed.casebook")
    share = folder_share(tmp_path / "closed")
    Casebook.create(founded.folder, author("Ann"), founded.clock, CASE, closed=True).close()
    synced(founded, share)
    eve = Laptop("Eve", tmp_path / "eve.casebook")
    with eve.join(share) as casebook:
        decide(casebook, "ashford", "policy", "Eve says so")
    synced(eve, share, merged=True)
    with opening.open(files(share, "merged")[-1]) as casebook:
        assert reasons(casebook) == []
        assert casebook.source is not None
        facts = merged_facts(casebook, casebook.source)
    assert facts.writer is Writer.STRANGER
    assert (facts.name, facts.idle) == ("", 2)


def test_rows_that_are_left_out_do_not_pass(opening: MergedOpening, merged: Path, place: Path) -> None:
    edited(merged, WITHOUT_SAVE)
    assert "does not hold what its writer signed" in refused(opening, merged, place)
    with closing(sqlite3.connect(merged)) as tool, tool:
        tool.execute("DELETE FROM written")
    assert "does not hold what its name was made of" in refused(opening, merged, place)
    renamed = merged.rename(merged.with_name("renamed.sqlite"))
    with opening.open(renamed) as casebook:  # and then nobody is said to have written it
        assert casebook.source is not None
        assert merged_facts(casebook, casebook.source).writer is Writer.UNSIGNED


def test_the_time_is_the_signed_one_whatever_the_name_says(opening: MergedOpening, merged: Path) -> None:
    with opening.open(merged) as casebook:
        assert casebook.source is not None
        at = casebook.source.at
    renamed = merged.rename(merged.with_name(f"20300101T000000.000000Z-{merged.stem[-8:]}.sqlite"))
    with opening.open(renamed) as casebook:
        assert casebook.source is not None
        assert casebook.source.at == at


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE record SET body = replace(body, 'clear', 'c1ear')", "body is not the one that was signed"),
        ("UPDATE save SET signature = zeroblob(64)", "signature is not its author's"),
        (WITHOUT_RECORDS, "records are not the ones that were signed"),
        ("UPDATE written SET said = replace(said, '\"time\":1', '\"time\":2')", "what its writer signed"),
        ("ALTER TABLE record ADD COLUMN more", "does not know it"),
        ("ALTER TABLE save RENAME TO kept; CREATE VIEW save AS SELECT * FROM kept", "does not know it"),
        ("DROP TABLE record", "is no merged file"),
    ],
)
def test_what_is_not_what_was_signed_is_not_shown(
    opening: MergedOpening, merged: Path, place: Path, sql: str, said: str
) -> None:
    edited(merged, sql)
    assert said in refused(opening, merged, place)


def test_half_a_file_and_none_at_all(opening: MergedOpening, merged: Path, place: Path) -> None:
    whole = merged.read_bytes()
    merged.write_bytes(whole[: len(whole) // 2])
    assert "damaged, or has not arrived whole" in refused(opening, merged, place)
    merged.write_bytes(b"")
    assert "damaged, or has not arrived whole" in refused(opening, merged, place)
    merged.write_bytes(b"no database" * 900)
    assert "is no merged file" in refused(opening, merged, place)
    later = merged.with_name("20300101T000000.000000Z-00000000.sqlite")
    merged.rename(later)
    assert "a later one has taken its place" in refused(opening, merged, place)
    later.unlink()
    assert "is not there. Check its name" in refused(opening, merged, place)


def test_one_of_another_inspection_is_not_shown(
    opening: MergedOpening, merged: Path, tmp_path: Path, place: Path
) -> None:
    other = Laptop("Cem", tmp_path / "cem.casebook")
    other.found().close()
    elsewhere = folder_share(tmp_path / "elsewhere")
    synced(other, elsewhere)
    (path,) = files(elsewhere, "merged")
    planted = shutil.copy(path, merged.with_name(path.name))
    assert "belongs to another inspection" in refused(opening, Path(planted), place)


def test_one_that_lies_alone_is_shown_without_documents(
    opening: MergedOpening, merged: Path, tmp_path: Path
) -> None:
    with opening.open(Path(shutil.copy(merged, tmp_path / "mailed.sqlite"))) as casebook:
        assert casebook.source is not None
        facts = merged_facts(casebook, casebook.source)
        assert reasons(casebook) == ["it is clear"]
    assert (facts.writer, facts.missing, facts.documents) == (Writer.MEMBER, 1, 1)


def test_that_a_later_one_lies_beside_it_is_said(
    opening: MergedOpening, merged: Path, ann: Laptop, share: FolderShare
) -> None:
    with ann.open() as casebook:
        decide(casebook, "ashford", "policy", "it is clearer")
    synced(ann, share, merged=True)
    last = files(share, "merged")[-1]
    assert last != merged
    with opening.open(merged) as casebook:
        assert casebook.source is not None
        assert casebook.source.later == last.name
    with opening.open(last) as casebook:
        assert casebook.source is not None
        assert casebook.source.later == ""


def test_stopped_it_leaves_nothing(opening: MergedOpening, merged: Path, place: Path) -> None:
    def stop(step: Step) -> None:
        if step.name == "reading the records":
            raise CancelledError("Stopped")

    with pytest.raises(CancelledError):
        opening.open(merged, stop)
    assert not list(place.iterdir())


def test_what_a_kill_left_goes_with_the_next_one_and_what_is_open_stays(place: Path) -> None:
    left, still = Passing(place), Passing(place)
    (left.folder / "records").write_text("of somebody who only looked")
    left._lock.release()  # noqa: SLF001 - as the system does with who is killed
    now = Passing(place)
    assert sorted(place.iterdir()) == sorted([still.folder, now.folder])
    still.close()
    now.close()
    assert not list(place.iterdir())
