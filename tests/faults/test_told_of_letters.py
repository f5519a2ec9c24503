"""How a signed letter stands is told the same everywhere: each way that it can stand, in each place that tells it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from reviewer.cli import running
from reviewer.desk import Desk, Home
from reviewer.desk.letter_places import Place
from reviewer.desk.words.amendments import letter_fact_words
from reviewer.desk.words.letter_states import foot_words, listed_words
from reviewer.desk.words.letters import entry_words
from reviewer.model import Letter
from tests.faults.altering import ALTERED, BODY, DATABASE
from tests.faults.conftest import PASSWORD
from tests.scale import grid
from tests.standing import rest_on_what_stands

SOUND = ("as it was signed", "as it stands", "tands in this casebook")
SAYS: Mapping[Place, tuple[str, ...]] = {
    Place.STANDS: (),
    Place.UNCOMPARED: ("compared",),
    Place.CHANGED: ("hanged since",),
    Place.AMENDED: ("amended since",),
    Place.OTHER_WORDS: ("ords are not",),
    Place.DAMAGED: ("damaged",),
    Place.SUPERSEDED: ("later one",),
    Place.WITHDRAWN: ("ithdr",),
}


class Told:
    """One casebook whose letter to Harrowdale is brought to stand in some way, and all that is told of it then."""

    def __init__(
        self, casebook: Path, home: Home, identity: Path, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.casebook, self._home, self._folder, self._capsys = casebook, home, folder, capsys
        self._identity = identity
        self.file = folder / "letter.pdf"

    def open(self) -> Desk:
        return Desk.open(self.casebook, self._home)

    def sign(self, desk: Desk, because: str = "") -> Letter:
        made = desk.letters.write(BODY, self.file, self._identity, PASSWORD, because=because, replace=True)
        assert made.signed is not None
        return made.signed

    def bring(self, place: Place, case: Path) -> None:
        """Sign the letter, and let happen to it what makes it stand so."""
        with self.open() as desk:
            letter = self.sign(desk)
            match place:
                case Place.UNCOMPARED:
                    desk.session.casebook.files.path(letter.issued).unlink()
                case Place.CHANGED:
                    desk.judging.verdict(BODY, "supervisors", "under-way", "Misread.")
                case Place.AMENDED:
                    desk.amending.amend(desk.amending.look(case))
                case Place.OTHER_WORDS:
                    desk.judging.verdict(BODY, "supervisors", "under-way", "For a moment.")
                    rest_on_what_stands(desk, BODY)
                case Place.SUPERSEDED:
                    shutil.copy(self.file, self._folder / "first.pdf")
                    desk.judging.verdict(BODY, "supervisors", "under-way", "Misread.")
                    self.sign(desk, "Misread.")
                    self.file = self._folder / "first.pdf"
                case Place.WITHDRAWN:
                    desk.letters.withdraw(BODY, "Sent astray.")
                case Place.STANDS | Place.DAMAGED | Place.UNTOLD:
                    pass
        if place is Place.DAMAGED:
            ALTERED["one byte of a reason"].change(self.casebook)
            with self.open() as desk:  # decided again, so that nothing is left before signing
                desk.judging.verdict(BODY, "supervisors", "in-place", "As it is.")

    def by_command(self, *words: str) -> list[dict[str, object]]:
        self._capsys.readouterr()
        assert running.main([*words, "--json"]) == 0
        rows = json.loads(self._capsys.readouterr().out)
        assert isinstance(rows, list)
        return rows

    def rows(self) -> int:
        """How many signed letters to Harrowdale any SQLite tool is shown."""
        with closing(sqlite3.connect(self.casebook / DATABASE)) as tool:
            (count,) = tool.execute("SELECT count(*) FROM letters WHERE body = ? AND state = 'signed'", [BODY]).fetchone()  # fmt: skip
        return int(count)

    def said(self, desk: Desk, *, last: bool) -> dict[str, str]:
        """What each place says. ``last``: of the letter that was signed last, as most of them do."""
        entry = desk.register.of(BODY)[0 if last else -1]
        (found,) = desk.letters.verify([self.file])
        said = {"register": entry_words(entry), "verify": found.casebook}
        if not last:
            return said
        (line,) = [line for line in desk.standing.body_lines() if line.code == BODY]
        view = desk.standing.state(BODY, compared=True)
        said["facts"] = letter_fact_words(desk.facts.of(BODY).letters[0])[1]
        said["foot"] = " ".join(foot_words(view.letter))
        said["list"] = listed_words(line.letter_state, line.letter_place)
        assert not view.blocks_signing, "the foot says how the letter stands only where nothing is left"
        return said


@pytest.fixture
def told(
    judged: Path,
    home: Home,
    identity: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Told:
    monkeypatch.setattr(running, "home", lambda: home)
    return Told(judged, home, identity, tmp_path, capsys)


@pytest.fixture
def case(root: Path, tmp_path: Path) -> Path:
    """The case with another chief officer of every body."""
    folder = Path(shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case"))
    table = folder / "bodies.tsv"
    head, *rows = [line.split("\t") for line in table.read_text("utf-8").splitlines()]
    for row in rows:
        row[head.index("chief")] = "Sir Ivor Newly"
    table.write_text("".join("\t".join(row) + "\n" for row in (head, *rows)), encoding="utf-8")
    return folder


def others(place: Place) -> list[str]:
    return [word for other, words in SAYS.items() if other is not place for word in words]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "place",
    grid(
        [place for place in Place if place is not Place.UNTOLD],  # see test_damaged_case
        ordinary=[Place.STANDS, Place.CHANGED, Place.DAMAGED, Place.WITHDRAWN],
    ),
)
def test_each_way_a_letter_stands_is_told_the_same_everywhere(place: Place, told: Told, case: Path) -> None:
    told.bring(place, case)
    with told.open() as desk:
        said = told.said(desk, last=place is not Place.SUPERSEDED)
    if place is not Place.SUPERSEDED:
        (row,) = told.by_command("status", str(told.casebook), BODY)
        said["status"] = str(row["letter"])
        assert row["letter_place"] == (None if place is Place.WITHDRAWN else place.value)
    rows = told.by_command("register", str(told.casebook), BODY)
    assert rows[-1 if place is Place.SUPERSEDED else 0]["place"] == place.value
    silent = {Place.UNCOMPARED: {"list"}, Place.WITHDRAWN: {"foot", "list"}}.get(place, set())
    for where, words in said.items():
        if where not in silent:
            assert all(word in words for word in SAYS[place]), (where, words)
        assert not [word for word in others(place) if word in words], (where, words)
        if place not in {Place.STANDS, Place.AMENDED, Place.UNCOMPARED}:
            assert not [sound for sound in SOUND if sound in words], (where, words)
    if place is Place.STANDS:
        assert "as it stands in this casebook" in said["verify"]
        assert "The letter stands as it was signed" in said["foot"]
    assert told.rows() == (0 if place is Place.WITHDRAWN else 1)


def test_a_list_of_all_bodies_reads_no_letter_and_tells_what_is_known(
    told: Told, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.bring(Place.OTHER_WORDS, case)

    def line(desk: Desk) -> Place | None:
        return next(line.letter_place for line in desk.standing.body_lines() if line.code == BODY)

    with told.open() as desk:
        read: list[str] = []
        real: Callable[[str], bool] = desk.session.casebook.files.verify

        def verify(sha: str) -> bool:
            read.append(sha)
            return real(sha)

        monkeypatch.setattr(desk.session.casebook.files, "verify", verify)
        assert line(desk) is Place.UNCOMPARED
        now = desk.standing.state(BODY).letter
        assert now is not None
        assert now.place is Place.UNCOMPARED
        assert read == [], "nobody waits for a letter to be read"
        assert "Signed" in foot_words(now)[0]
        assert "not compared" in foot_words(now)[1], "and nothing is said that was not looked at"
        assert desk.letters.compare([now.record.content])
        assert line(desk) is Place.OTHER_WORDS
    (row,) = [row for row in told.by_command("status", str(told.casebook)) if row["body"] == BODY]
    assert row["letter"] == "signed"
    assert row["letter_place"] == "uncompared"
