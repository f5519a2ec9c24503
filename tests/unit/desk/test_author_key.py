"""A person's key on another laptop: never over another key, and one person in two copies stays one person and two copies."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

import pytest

from reviewer.casebook import key_in, state_of
from reviewer.desk import Desk, Home
from reviewer.desk.author_key import LoadedKey, load_key, own_key, save_key
from reviewer.desk.words.author_key import loaded_words
from reviewer.errors import (
    CasebookError,
    OtherKeyError,
    ReviewerError,
    TakenError,
    WrongPasswordError,
    WrongUseError,
)
from tests.commands import ROOT

WORD = "four words that nobody expects"


def home(folder: Path, name: str = "") -> Home:
    made = Home(folder / "config", ROOT / "resources", folder / "data")
    if name:
        made.choose_name(name)
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ann's home, and her key in a file: to guard one costs 128 MB and half a second. For copies."""
    folder = tmp_path_factory.mktemp("made")
    save_key(folder / "ann.key", WORD, home(folder / "ann", "Ann Archer"))
    return folder


@pytest.fixture
def ann(tmp_path: Path, made: Path) -> Home:
    shutil.copytree(made / "ann", tmp_path / "ann")
    return home(tmp_path / "ann")


@pytest.fixture
def file(tmp_path: Path, made: Path) -> Path:
    return Path(shutil.copy2(made / "ann.key", tmp_path / "ann.key"))


@pytest.mark.thorough
def test_the_file_is_for_its_owner_alone_and_never_replaces_another(file: Path, ann: Home) -> None:
    before = file.read_bytes()
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with pytest.raises(TakenError):
        save_key(file, WORD, ann)
    assert file.read_bytes() == before
    for word in ("", "ann archer"):
        with pytest.raises(WrongUseError, match="soon be guessed"):
            save_key(file.with_name("weak.key"), word, ann)
    with pytest.raises(ReviewerError, match="cannot be written"):
        save_key(file.parent / "none/ann.key", WORD, ann)
    assert [one.name for one in file.parent.iterdir() if one.is_file()] == ["ann.key"]


@pytest.mark.thorough
def test_on_a_laptop_without_a_key_it_is_taken_with_its_name(tmp_path: Path, ann: Home, file: Path) -> None:
    other = home(tmp_path / "other")
    made = load_key(file, WORD, other)
    assert made == LoadedKey("Ann Archer", own_key(ann).key)
    assert own_key(other) == own_key(ann)
    assert other.author().chosen
    if os.name == "posix":
        assert stat.S_IMODE((other.config / "author.key").stat().st_mode) == 0o600
    again = load_key(file, WORD, other)
    assert again.was_there
    assert "already" in loaded_words(again)


@pytest.mark.thorough
def test_another_key_is_named_and_kept_beside_the_one_that_takes_its_place(
    tmp_path: Path, ann: Home, file: Path
) -> None:
    other = home(tmp_path / "other", "Bob Bell")
    bobs, written = own_key(other), (other.config / "author.key").read_bytes()
    with pytest.raises(OtherKeyError) as told:
        load_key(file, WORD, other)
    for words in ("Ann Archer", own_key(ann).key[:8], "Bob Bell", bobs.key[:8]):
        assert words in str(told.value)
    assert own_key(other) == bobs
    made = load_key(file, WORD, other, instead=True)
    assert made.kept is not None
    assert (made.kept.read_bytes(), made.kept.parent) == (written, other.config)
    assert bobs.key[:8] in made.kept.name
    assert own_key(other) == own_key(ann)
    save_key(tmp_path / "again.key", WORD, other)
    assert load_key(tmp_path / "again.key", WORD, ann).was_there
    # And back again, twice: what is kept already is no fault.
    other.choose_name("Bob Bell")
    (other.config / "author.key").write_bytes(written)
    load_key(file, WORD, other, instead=True)
    assert own_key(other).key == own_key(ann).key


@pytest.mark.thorough
def test_a_damaged_key_is_kept_too(tmp_path: Path, file: Path) -> None:
    other = home(tmp_path / "other")
    other.config.mkdir(parents=True)
    (other.config / "author.key").write_text("half a ke")
    assert key_in(other.config) == ""
    with pytest.raises(OtherKeyError, match="is damaged"):
        load_key(file, WORD, other)
    made = load_key(file, WORD, other, instead=True)
    assert made.kept is not None
    assert made.kept.read_text() == "half a ke"
    assert own_key(other).name == "Ann Archer"


@pytest.mark.thorough
def test_what_does_not_open_changes_nothing(tmp_path: Path, file: Path) -> None:
    other = home(tmp_path / "other", "Bob Bell")
    before = own_key(other)
    large = tmp_path / "film.mp4"
    with large.open("wb") as film:
        film.truncate(1 << 40)
    (tmp_path / "note.txt").write_text("a note")
    for path, word, kind in (
        (file, "another word", WrongPasswordError), (tmp_path / "none", WORD, WrongUseError), (tmp_path, WORD, WrongUseError),
        (tmp_path / "note.txt", WORD, WrongUseError), (large, WORD, WrongUseError),
    ):  # fmt: skip
        with pytest.raises(kind):
            load_key(path, word, other, instead=True)
    assert own_key(other) == before


@pytest.mark.skipif(os.name != "posix" or os.getuid() == 0, reason="root may write anywhere")
def test_where_nothing_can_be_kept_the_key_of_before_stays(tmp_path: Path, file: Path) -> None:
    other = home(tmp_path / "other", "Bob Bell")
    before = own_key(other)
    other.config.chmod(0o500)
    try:
        with pytest.raises(CasebookError, match="Your key"):
            load_key(file, WORD, other, instead=True)
        assert own_key(other) == before
    finally:
        other.config.chmod(0o700)


@pytest.mark.thorough
def test_one_person_on_two_laptops_is_one_person_in_two_copies_that_hold_nothing_for_each_other(
    tmp_path: Path, ann: Home, file: Path, case_dir: Path
) -> None:
    second, share = home(tmp_path / "second"), tmp_path / "share"
    share.mkdir()
    load_key(file, WORD, second)
    with Desk.new(tmp_path / "one.casebook", case_dir, ann) as desk:
        desk.sharing.sync(share)
    with Desk.join(share, tmp_path / "two.casebook", second) as desk:
        assert set(desk.people().values()) == {"Ann Archer"}
        desk.sharing.sync(share)
        assert desk.session.casebook.check() == ()
    one, two = state_of(tmp_path / "one.casebook"), state_of(tmp_path / "two.casebook")
    assert one.copy != two.copy
    assert (one.retired, two.retired) == ((), ())
    with Desk.open(tmp_path / "one.casebook", ann) as desk:
        desk.sharing.sync(share)
        desk.sharing.sync(share)
        assert desk.session.casebook.check() == ()
        assert desk.held.now().copies == (), "her own other laptop is no colleague"
        assert state_of(desk.folder).copy == one.copy, "neither goes on under another name"


@pytest.mark.thorough
def test_a_casebook_goes_on_under_a_loaded_key_as_a_line_of_its_own(
    tmp_path: Path, file: Path, case_dir: Path
) -> None:
    other = home(tmp_path / "other", "Bob Bell")
    with Desk.new(tmp_path / "c.casebook", case_dir, other) as desk:
        body = desk.case.bodies[0].code
        criterion = desk.case.framework.criteria[0]
        desk.judging.verdict(body, criterion.key, criterion.findings[0], "By Bob.")
    load_key(file, WORD, other, instead=True)
    with Desk.open(tmp_path / "c.casebook", other) as desk:
        assert desk.notice == ""
        assert desk.me.name == "Ann Archer"
        desk.judging.verdict(body, criterion.key, criterion.findings[-1], "By Ann.")
        assert desk.session.casebook.check() == ()
        assert set(desk.people().values()) == {"Ann Archer", "Bob Bell"}
    with Desk.open(tmp_path / "c.casebook", other) as desk:
        assert desk.notice == ""
