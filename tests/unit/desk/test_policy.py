"""What is set for a whole machine: read from one file, kept by every verb, and closed where the file cannot be followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.desk import Desk, Home
from reviewer.desk.backups import Backups, restore_backup
from reviewer.desk.closing import write_merged
from reviewer.desk.exporting import import_casebook
from reviewer.desk.policy import NO_POLICY, Place, Policy, Rule
from reviewer.desk.policy_file import read_policy
from reviewer.desk.policy_kept import machines_policy, policy_places
from reviewer.desk.words.policy import fault_lines, policy_lines
from reviewer.errors import PolicyError
from reviewer.model import NoText
from tests.unit.desk.conftest import Clock
from tests.unit.desk.pieces import LOGO, document, picture

ALL = frozenset(Rule)


@pytest.fixture
def policy_of(tmp_path: Path) -> Callable[[str], Policy]:
    """What a file with this text sets."""

    def read(text: str) -> Policy:
        file = tmp_path / "policy.toml"
        file.write_text(text, encoding="utf-8")
        return read_policy([file])

    return read


def under(home: Home, policy: Policy) -> Home:
    """The folders of somebody on a machine for which this is set."""
    return Home(home.config, home.resources, home.data, policy)


# --- the file ----------------------------------------------------------------------------------------------


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert read_policy([tmp_path / "no.toml", tmp_path / "no/policy.toml"]) == NO_POLICY
    assert policy_lines(NO_POLICY) == ("No policy is set for this machine.",)
    assert NO_POLICY.recognises


def test_what_a_file_sets_is_said_with_its_name(policy_of: Callable[[str], Policy], tmp_path: Path) -> None:
    policy = policy_of(
        '[share]\nfolder = "/mnt/inspections"\nlocked = true\n'
        '[casebooks]\nfolder = "~/Casebooks"\n\n[recognition]\noff = true\n'
    )
    assert policy.share == Place(Path("/mnt/inspections"), locked=True)
    assert policy.casebooks == Place(Path.home() / "Casebooks", locked=False)
    assert not policy.recognises
    assert not policy.faults
    said = " ".join(policy_lines(policy))
    assert f"The policy of this machine is in {tmp_path / 'policy.toml'}." in said
    assert "Shared folders lie in /mnt/inspections and nowhere else." in said
    assert f"New casebooks are suggested in {Path.home() / 'Casebooks'}" in said
    assert "Recognition is off: scanned pages stay unread." in said


def test_an_empty_file_sets_nothing_and_is_named(policy_of: Callable[[str], Policy]) -> None:
    policy = policy_of("# nothing yet\n")
    assert not policy.closed
    assert policy_lines(policy)[1] == "It sets nothing."


def test_the_system_s_own_folder_comes_before_those_that_a_person_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/opt/xdg:relative:/etc/xdg")
    monkeypatch.setattr("sys.platform", "linux")
    assert [str(place) for place in policy_places()] == [
        "/etc/xdg/reviewer/policy.toml",
        "/opt/xdg/reviewer/policy.toml",
    ]
    monkeypatch.delenv("XDG_CONFIG_DIRS")
    assert [str(place) for place in policy_places()] == ["/etc/xdg/reviewer/policy.toml"]


def test_the_machine_s_file_is_found_where_the_surroundings_have_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_DIRS", f"{tmp_path}/none:{tmp_path}/some")
    assert machines_policy() == NO_POLICY
    (tmp_path / "some/reviewer").mkdir(parents=True)
    (tmp_path / "some/reviewer/policy.toml").symlink_to(tmp_path / "policy.toml")
    assert machines_policy() == NO_POLICY, "a link that leads nowhere is no file"
    (tmp_path / "policy.toml").write_text("[recognition]\noff = true\n")
    assert machines_policy().recognition_off


BROKEN = [
    ('[share]\nfolder = "/a"\nlocked = yes\n', 3, "it is no TOML there", ALL),
    ('[share]\nfolder = "/a', 2, "it is no TOML there", ALL),
    ("[share]\nfolder = 7\n", 2, "share.folder is no whole path", {Rule.SHARE}),
    ('[share]\nfolder = "shared"\n', 2, "share.folder is no whole path", {Rule.SHARE}),
    ("[casebooks]\n", 1, "casebooks.folder is no whole path", {Rule.CASEBOOKS}),
    ('[casebooks]\nfolder = "/a"\nlocked = "yes"\n', 3, "casebooks.locked is neither true nor false", {Rule.CASEBOOKS}),
    ('\n[share]\nfolder = "/a"\nlock = true\n', 4, "share.lock is no setting", {Rule.SHARE}),
    ("[recognition]\noff = 1\n", 2, "recognition.off is neither true nor false", {Rule.RECOGNITION}),
    ('recognition = "off"\n', 1, "recognition is no table", {Rule.RECOGNITION}),
    ('[share]\nfolder = "/a"\n[recogniton]\noff = true\n', 3, "recogniton is no setting", {Rule.CASEBOOKS, Rule.RECOGNITION}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "words", "closed"), BROKEN)
def test_what_cannot_be_followed_is_told_with_its_line_and_closes_what_it_may_have_locked(
    policy_of: Callable[[str], Policy],
    tmp_path: Path,
    text: str,
    line: int,
    words: str,
    closed: frozenset[Rule],
) -> None:
    policy = policy_of(text)
    assert policy.closed == closed
    (said,) = fault_lines(policy)
    assert said.startswith(
        f"The policy file {tmp_path / 'policy.toml'} cannot be followed in line {line}: {words}"
    )
    assert "can mend it: " in said
    assert "Until then: " in said
    assert policy.recognises == (Rule.RECOGNITION not in closed)


def test_a_file_that_cannot_be_read_closes_all(tmp_path: Path) -> None:
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'[share]\nfolder = "/caf\xe9"\n')
    large = tmp_path / "large.toml"
    large.write_text("#" * 200_000)
    looped = tmp_path / "loop.toml"
    looped.symlink_to(looped)
    for file in (latin, large, looped, tmp_path):
        policy = read_policy([file])
        assert policy.closed == ALL, file
        (said,) = fault_lines(policy)
        assert str(file) in said
    assert "cannot be followed in line 2: it is not in UTF-8" in fault_lines(read_policy([latin]))[0]


def test_several_faults_are_all_told_the_first_line_first(policy_of: Callable[[str], Policy]) -> None:
    first, second = fault_lines(policy_of("[share]\nfolder = 1\n[recognition]\noff = 1\n"))
    assert "line 2" in first
    assert "line 4" in second
    assert second.endswith(
        "Until then: nothing is synced, no scan is recognised. All else works, and nothing is lost."
    )


# --- what is kept to it --------------------------------------------------------------------------------------


@pytest.fixture
def ruled(home: Home, tmp_path: Path) -> Home:
    """On this machine work is shared in `shares`, and casebooks lie in `books`, and nowhere else."""
    for name in ("shares/one", "books"):
        (tmp_path / name).mkdir(parents=True)
    share, books = Place(tmp_path / "shares", locked=True), Place(tmp_path / "books", locked=True)
    return under(home, Policy(tmp_path / "policy.toml", share, books))


def test_work_is_shared_where_the_policy_has_it_and_nowhere_else(
    ruled: Home, tmp_path: Path, case_dir: Path, clock: Clock
) -> None:
    (tmp_path / "usb").mkdir()
    (tmp_path / "shares/way-out").symlink_to(tmp_path / "usb")
    with Desk.new(tmp_path / "books/mine.casebook", case_dir, ruled, clock) as desk:
        for elsewhere in (tmp_path / "usb", tmp_path / "shares/way-out", tmp_path / "shares/one/../../usb"):
            with pytest.raises(
                PolicyError,
                match=r"only place where work may be shared .*policy\.toml says so.*nothing was sent",
            ):
                desk.sharing.sync(elsewhere)
        assert not list((tmp_path / "usb").iterdir())
        desk.sharing.sync(tmp_path / "shares/one")
    assert (tmp_path / "shares/one/inspection.json").is_file()


def test_casebooks_are_made_where_the_policy_has_them_and_nowhere_else(
    ruled: Home, home: Home, tmp_path: Path, case_dir: Path, clock: Clock
) -> None:
    with Desk.new(tmp_path / "free.casebook", case_dir, home, clock) as desk:
        desk.sharing.sync(tmp_path / "shares/one")
        desk.exporting.export(tmp_path / "free.zip")
        Backups(desk.folder, home, clock).write_to(tmp_path / "free.backup")
    wanted = tmp_path / "usb.casebook"
    ways: list[Callable[[Path], object]] = [
        lambda folder: Desk.new(folder, case_dir, ruled, clock).close(),
        lambda folder: Desk.join(tmp_path / "shares/one", folder, ruled, clock).close(),
        lambda folder: restore_backup(tmp_path / "free.backup", folder, ruled),
        lambda folder: import_casebook(tmp_path / "free.zip", folder, ruled),
    ]
    for number, way in enumerate(ways):
        with pytest.raises(
            PolicyError,
            match=r"only place where casebooks may be made .*policy\.toml says so.*nothing was made",
        ):
            way(wanted)
        assert not wanted.exists()
        way(tmp_path / f"books/{number}.casebook")
        assert (tmp_path / f"books/{number}.casebook/casebook.sqlite").is_file()
    assert ruled.casebooks_folder() == tmp_path / "books"
    with Desk.open(tmp_path / "free.casebook", ruled, clock) as desk:
        assert not desk.read_only, "what lies elsewhere is somebody's work, and goes on"


def test_a_merged_file_is_not_written_at_closing_where_work_may_not_be_shared(
    ruled: Home, home: Home, tmp_path: Path, case_dir: Path, clock: Clock
) -> None:
    (tmp_path / "old").mkdir()
    with Desk.new(tmp_path / "free.casebook", case_dir, home, clock) as desk:
        desk.sharing.sync(tmp_path / "old")
        desk.judging.verdict(desk.case.bodies[0].code, "unit", "not-shown", "Nothing says so.")
    before = sorted((tmp_path / "old").rglob("*"))
    assert not write_merged(tmp_path / "free.casebook", ruled, clock=clock)
    assert sorted((tmp_path / "old").rglob("*")) == before


@pytest.mark.parametrize(
    "policy", [Policy(recognition_off=True), Policy(closed=frozenset({Rule.RECOGNITION}))]
)
def test_where_recognition_is_off_nothing_is_tried_and_nothing_waits(
    desk: Desk, home: Home, tmp_path: Path, clock: Clock, policy: Policy
) -> None:
    document(desk, tmp_path, "a.txt", picture(1, LOGO))
    assert desk.recognition.waiting() == 1
    folder = desk.folder
    desk.close()
    with Desk.open(folder, under(home, replace(policy, file=tmp_path / "policy.toml")), clock) as ruled:
        (piece,) = ruled.pieces.of("harrowdale")
        assert not piece.waits
        assert piece.why == NoText.UNTRIED
        assert [(row.unread, row.waiting) for row in ruled.reading.documents()] == [(1, 0)]
        assert ruled.recognition.waiting() == 0
        assert ruled.recognition.untried() == 1
        assert ruled.recognition.recognise() == 0
        assert "policy.toml" in ruled.pieces.why_not_recognised
        assert ruled.pieces.why_not_recognised.endswith("look at each by eye.")
    with Desk.open(folder, home, clock) as again:
        assert [piece.waits for piece in again.pieces.of("harrowdale")] == [True], (
            "it is as it was once it is on again"
        )


def test_a_broken_file_closes_sharing_and_beginning_and_leaves_all_other_work(
    desk: Desk, home: Home, tmp_path: Path, case_dir: Path, clock: Clock
) -> None:
    (tmp_path / "policy.toml").write_text("[share\n")
    ruled = under(home, read_policy([tmp_path / "policy.toml"]))
    folder = desk.folder
    desk.close()
    (tmp_path / "share").mkdir()
    with Desk.open(folder, ruled, clock) as opened:
        opened.judging.verdict("harrowdale", "unit", "not-shown", "Nothing says so.")
        with pytest.raises(
            PolicyError, match=r"policy\.toml cannot be followed in line 1: .*Nothing is synced until"
        ):
            opened.sharing.sync(tmp_path / "share")
        Backups(folder, ruled, clock).write_to(tmp_path / "kept.backup")
    assert not list((tmp_path / "share").iterdir())
    with pytest.raises(PolicyError, match="No casebook is made until"):
        Desk.new(tmp_path / "other.casebook", case_dir, ruled, clock)


def test_a_sample_has_made_documents_and_may_lie_anywhere(ruled: Home) -> None:
    free = ruled.for_made_documents().policy
    assert (free.share, free.casebooks, free.closed) == (None, None, frozenset())
    off = under(ruled, Policy(recognition_off=True, closed=ALL)).for_made_documents().policy
    assert not off.recognises
    assert off.closed == {Rule.RECOGNITION}
