"""Every dialog of the window with something in it, for those who look at all of them: pictures and the audit."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from PIL import Image, ImageDraw
from PySide6.QtWidgets import QDialog

from reviewer.casebook import PageBoxes
from reviewer.desk import Desk
from reviewer.desk.backups import Backups, all_backups
from reviewer.desk.display import BodyView, DocumentRow
from reviewer.desk.joining import SharedInspection
from reviewer.desk.members import Stranger, StrangerRow
from reviewer.desk.parts import parts
from reviewer.model import NoText, Role, Stance
from reviewer.model.amendments import Side as CaseSide
from reviewer.model.deeds import Counts
from reviewer.ui.about import about_lines
from reviewer.ui.actions.keyboard import KeyboardSheet
from reviewer.ui.actions.palette import Palette
from reviewer.ui.actions.palette_groups import ActGroup
from reviewer.ui.author_key.dialogs import LoadKeyDialog, SaveKeyDialog
from reviewer.ui.backups.dialogs import BackUpDialog, ImportDialog, RestoreDialog
from reviewer.ui.bug_box import BugBox
from reviewer.ui.case.dialogs import AmendDialog, FactsDialog, SidesDialog
from reviewer.ui.checklist.tying import NoteDialog, TieDialog
from reviewer.ui.desk.moving import MoveDialog
from reviewer.ui.dialogs import TextDialog
from reviewer.ui.help.guide_window import GuideWindow
from reviewer.ui.intake_dialogs import (
    FolderDialog,
    IncludeDialog,
    NewShareDialog,
    OpenDialog,
    ReceiveDialog,
    TakenShareDialog,
    TwoFoldersDialog,
)
from reviewer.ui.joining import JoinDialog
from reviewer.ui.letter.category import CategoryDialog
from reviewer.ui.letter.paragraph_editor import ParagraphDialog, Rest, Written
from reviewer.ui.letter.question import Fact, SignedDialog, SignQuestion
from reviewer.ui.letter.register import RegisterDialog
from reviewer.ui.letter.signing import IdentityDialog, SignDialog, WithdrawDialog
from reviewer.ui.licences import LicencesDialog
from reviewer.ui.look import Look
from reviewer.ui.members.acts import MemberActsDialog
from reviewer.ui.members.dialogs import DecideDialog, RoleDialog, StrangersDialog
from reviewer.ui.pieces.ask_force import AskDialog
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.screenshots import settle
from reviewer.ui.triage.password import PasswordDialog
from reviewer.ui.triage.side_by_side import BesideDialog, Side
from reviewer.ui.undoing.dialog import UndoDialog
from reviewer.ui.versions.choose_earlier import ChooseDialog
from reviewer.ui.versions.compare import CompareDialog
from reviewer.ui.window import MainWindow
from tests import scans
from tests.bodies import give_chief
from tests.locked import WORD, locked_pdf
from tests.ui.case_dialogs import CASE_DIALOGS

ROOT = Path(__file__).resolve().parents[2]
JUDGED, UNREAD = "harrowdale", "thornwick"
ON = date(2025, 2, 20)
PLAN = "The unit has four posts. One is vacant. Checks on the use of systems begin in May 2025.\n" * 8
LONG = (
    "We asked for the terms of reference of the integrity unit on 12 May 2025 and had no answer by the day on which "
    "this letter was written. It is a matter for the chief officer, and we say so here in a paragraph that is long "
    "enough to take several lines in any window."
)


Dialog = TypeVar("Dialog", bound=QDialog)
PATIENCE = 20.0
"""Seconds that an act may take to open its dialog on a busy machine."""


def prepare(desk: Desk, folder: Path) -> None:
    """Add to the sample what dialogs need: a signed letter, two versions of a plan, and pieces that nobody can read."""
    desk.letters.identity_new(folder / "rowan.p12", "Rowan Ellery", "secret")
    desk.letters.write(JUDGED, folder / "first.pdf", folder / "rowan.p12", "secret")
    sent = {
        "Plan of the unit.txt": PLAN.encode(),
        "Plan of the unit, second version.txt": PLAN.replace("One is vacant", "None is vacant").encode(),
        "A plan under a password.pdf": locked_pdf("The plan.", WORD),
        "Notes in handwriting.pdf": scans.pdf_of(_page(240), _page(200)),
    }
    for name, data in sent.items():
        (folder / name).write_bytes(data)
    rows = desk.receiving.receive(UNREAD, [folder / name for name in sent], ON)
    (written,) = {row.sha256 for row in rows if row.name.startswith("Notes")}
    for part in desk.reading.text(written).parts:
        tried = replace(part, no_text=NoText.WRITING)
        desk.session.casebook.index.pages.put(written, tried, PageBoxes(b"", 0, 0), "tesseract-5/1")
    give_chief(
        shutil.copytree(ROOT / "resources/samples/boundaries/case", folder / "case"), JUDGED, "Sir Ivor Newly"
    )


def _page(grey: int) -> Image.Image:
    made = Image.new("L", (620, 877), grey)
    ImageDraw.Draw(made).line((60, 80, 500, 90), fill=0, width=4)
    return made


@dataclass(frozen=True, slots=True)
class Stage:
    """A window with the prepared sample, and the folder of what was prepared."""

    window: MainWindow
    folder: Path

    @property
    def look(self) -> Look:
        return self.window.look

    @property
    def desk(self) -> Desk:
        assert self.window.workspace is not None
        return self.window.workspace.session.desk

    @property
    def view(self) -> BodyView:
        return self.desk.standing.state(JUDGED)

    @property
    def plans(self) -> tuple[DocumentRow, DocumentRow]:
        """The earlier version of the plan, and the newer one."""
        rows = {row.name: row for row in self.desk.reading.documents(UNREAD)}
        return rows["Plan of the unit.txt"], rows["Plan of the unit, second version.txt"]


def _tie(stage: Stage) -> QDialog:
    criteria = tuple(stage.desk.case.framework.criteria)
    return TieDialog(stage.look, "“One is vacant.”", criteria, Stance.SUPPORTS, stage.window)


def _note(stage: Stage) -> QDialog:
    found = next(each for card in stage.view.criteria.values() for each in card.evidence)
    return NoteDialog(stage.look, found, stage.window)


def _receive(stage: Stage) -> QDialog:
    paths = [stage.folder / "Plan of the unit.txt", stage.folder / "first.pdf"]
    return ReceiveDialog(stage.look, "Harrowdale Constabulary", ON, date(2025, 3, 1), paths, stage.window)


def _two_folders(stage: Stage) -> QDialog:
    made = stage.folder / "Inspection of the year 2032.casebook"
    return TwoFoldersDialog(stage.look, "New from a case folder", "Case folder", made, stage.window)


def _join(stage: Stage) -> QDialog:
    share = stage.folder / "Shared with the team"
    dialog = JoinDialog(stage.look, lambda name: stage.folder / f"{name}.casebook", stage.window)
    dialog.share.set_path(share)
    dialog.look_for()
    found = SharedInspection(
        "Boundaries 2032", "Rowan Ellery", 1_900_000_000_000_000, documents=412, bytes=3_100_000_000
    )
    dialog.show_shared(share, found)
    return dialog


def _folder(stage: Stage) -> QDialog:
    what = "A folder that colleagues share. Nothing in it is replaced: records come and go as packs."
    return FolderDialog(stage.look, "Sync with a shared folder", what, stage.folder, stage.window)


def _new_share(stage: Stage) -> QDialog:
    what = (
        "The shared folder /mnt/share holds nothing of this inspection, which was shared before. "
        "If its drive is not connected, connect it and sync again; everything is still on this laptop."
    )
    return NewShareDialog(stage.look, what, stage.window)


def _taken_share(stage: Stage) -> QDialog:
    what = (
        "The shared folder /mnt/share belongs to another inspection by its inspection.json, and this inspection’s work lies there too. "
        "Whoever looks after the folder takes away, or keeps elsewhere, inspection.json and what began the other inspection there: "
        "packs/0123456789abcdef…. Nothing was written."
    )
    return TakenShareDialog(stage.look, what, stage.window)


def _ask(stage: Stage) -> QDialog:
    pieces = [piece for piece in stage.desk.pieces.of(UNREAD) if not piece.waits]
    return AskDialog(stage.look, "Thornwick Constabulary", pieces[0], pieces, stage.window)


def _sides(stage: Stage) -> QDialog:
    changes = stage.desk.amending.look(stage.folder / "case").changes
    sides = tuple(
        CaseSide(record, who, 1_740_000_000_000_000, stage.desk.case, changes)
        for record, who in (("aa" * 32, "Robin Ash"), ("bb" * 32, "Morgan Lee"))
    )
    return SidesDialog(stage.look, sides, stage.desk.case, stage.window)


def _question(stage: Stage) -> QDialog:
    facts = (
        Fact("To", "Harrowdale Constabulary, the Chief Constable"),
        Fact("Signed by", "Rowan Ellery, in the role of Deputy Director, for the signatory"),
        Fact("File", str(stage.folder / "first.pdf")),
    )
    note = "A signed letter cannot be changed or taken back; it can be withdrawn, with a reason."
    title = "Sign the letter to Harrowdale Constabulary for good?"
    return SignQuestion(stage.look, title, facts, ("Sign for good", "Do not sign"), note, stage.window)


def _paragraph(stage: Stage) -> QDialog:
    framework = stage.desk.case.framework
    rests = [
        Rest(key, f"{framework.number(key)}  {framework.criterion(key).title}") for key in stage.view.criteria
    ]
    written = Written("own", 1, LONG, (rests[0].record,), "Asked of the force twice.")
    return ParagraphDialog(stage.look, written, rests, stage.window, restore="Take the composed words again")


def _palette(stage: Stage) -> QDialog:
    return Palette(stage.look, (ActGroup(stage.window.action_list),), stage.window)


def _compare(stage: Stage) -> QDialog:
    earlier, newer = stage.plans
    beside = stage.desk.versions.compare(newer.receipt, earlier.receipt)
    return CompareDialog(stage.look, beside, stage.window)


def _beside(stage: Stage) -> QDialog:
    one = Side("Harrowdale Constabulary · Plan.txt", "98% of it is in the other", PLAN, ((0, 60),))
    other = Side(
        "Thornwick Constabulary · Plan of the unit.txt", "91% of it is in the other", PLAN, ((0, 60),)
    )
    return BesideDialog(stage.look, one, other, stage.window)


def _amend(stage: Stage) -> QDialog:
    return AmendDialog(stage.look, stage.desk.amending.look(stage.folder / "case"), stage.window)


def _about(stage: Stage) -> QDialog:
    lines = about_lines(stage.desk.session.home, stage.folder / "reviewer.log", (stage.desk.cage,))
    return TextDialog(stage.look, "About Reviewer", lines, stage.window)


def _move(stage: Stage) -> QDialog:
    lines = [line for line in stage.desk.standing.body_lines() if line.code != UNREAD]
    return MoveDialog(stage.look, [stage.plans[0]], 2, lines, ("force", "forces"), stage.window)


def _opened(stage: Stage, kind: type[Dialog]) -> Dialog:
    """Return the dialog that an act opens, when it has asked for what it shows."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        shown = [dialog for dialog in stage.window.findChildren(kind) if dialog.isVisible()]
        if shown:
            return shown[0]
        settle(0.05)
    raise TimeoutError(f"no {kind.__name__} was opened")


def _undo(stage: Stage) -> QDialog:
    stage.window.action_list.run("act.list")
    return _opened(stage, UndoDialog)


def _guide(stage: Stage) -> QDialog:
    stage.window.helping.show("keys")  # a page without pictures of the window, which have words of their own
    return _opened(stage, GuideWindow)


def _preferences(stage: Stage) -> QDialog:
    stage.window.action_list.run("program.preferences")
    return _opened(stage, PreferencesDialog)


def _restore(stage: Stage) -> QDialog:
    home = stage.desk.session.home
    if not all_backups(home):
        for _ in range(2):
            Backups(stage.desk.folder, home).now()
    dialog = RestoreDialog(stage.look, stage.folder / "sample restored.casebook", stage.window)
    dialog.show_backups(all_backups(home), str(home.data / "backups"))
    return dialog


def _decide(stage: Stage) -> QDialog:
    lines = (
        "What they did so far, as it is on this laptop, goes on counting; later acts wait.",
        "2 decisions stand as they were before. Letters that change: Harrowdale Constabulary.",
    )
    return DecideDialog(stage.look, "Remove Mae Quill", lines, "Remove", stage.window)


def _acts(stage: Stage) -> QDialog:
    acts = stage.desk.member_acts.of(stage.desk.me.key, 40)
    late = replace(acts.acts[0], counts=Counts.REMOVED, because="As read in the second version.")
    told = replace(acts, name="Mae Quill", acts=(late, *acts.acts[1:]), waiting=3, why=Counts.REMOVED)
    names = {body.code: body.name for body in stage.desk.case.bodies}
    return MemberActsDialog(stage.look, told, names, stage.window)


def _strangers(stage: Stage) -> QDialog:
    rows = (
        StrangerRow(
            "aa" * 32, "Mae Quill", "1234 5678 9012", 212, 1_100_000, 1_740_000_000_000_000, Stranger.ASKS
        ),
        StrangerRow("bb" * 32, "", "0987 6543 2109", 3, 812, 1_740_000_000_000_000, Stranger.REMOVED),
        StrangerRow("", "", "", 9_000, 40_000_000, 1_740_000_000_000_000, Stranger.CROWD),
    )
    return StrangersDialog(stage.look, rows, stage.window)


NAME = "Harrowdale Constabulary"
DIALOGS: Mapping[type[QDialog], Callable[[Stage], QDialog]] = {
    AmendDialog: _amend,
    AskDialog: _ask,
    BackUpDialog: lambda stage: BackUpDialog(
        stage.look, "Inspection of the year 2032", stage.folder / "backups", stage.window
    ),
    BesideDialog: _beside,
    BugBox: lambda stage: BugBox(
        "Traceback: KeyError: 'inside'", str(stage.folder / "reviewer.log"), stage.window
    ),
    CategoryDialog: lambda stage: CategoryDialog(stage.look, NAME, "Much still to do", stage.window),
    ChooseDialog: lambda stage: ChooseDialog(
        stage.look, stage.plans[1], stage.desk.reading.documents(UNREAD)[:4], stage.window
    ),
    CompareDialog: _compare,
    DecideDialog: _decide,
    FactsDialog: lambda stage: FactsDialog(stage.look, stage.desk.facts.of(JUDGED), "", stage.window),
    FolderDialog: _folder,
    OpenDialog: lambda stage: OpenDialog(stage.look, stage.folder, stage.window),
    NewShareDialog: _new_share,
    GuideWindow: _guide,
    IdentityDialog: lambda stage: IdentityDialog(
        stage.look, "Rowan Ellery", stage.folder / "new.p12", stage.window
    ),
    ImportDialog: lambda stage: ImportDialog(stage.look, stage.folder / "imported.casebook", stage.window),
    JoinDialog: _join,
    LoadKeyDialog: lambda stage: LoadKeyDialog(
        stage.look, "The key on this laptop is that of Robin Ash (1a2b3c4d).", stage.window
    ),
    SaveKeyDialog: lambda stage: SaveKeyDialog(
        stage.look,
        "The key on this laptop is that of Robin Ash (1a2b3c4d).",
        stage.folder / "my key.reviewer-key",
        stage.window,
    ),
    IncludeDialog: lambda stage: IncludeDialog(stage.look, stage.plans[0], stage.window),
    KeyboardSheet: lambda stage: KeyboardSheet(stage.look, stage.window.action_list, stage.window),
    MemberActsDialog: _acts,
    MoveDialog: _move,
    NoteDialog: _note,
    Palette: _palette,
    ParagraphDialog: _paragraph,
    PasswordDialog: lambda stage: PasswordDialog(stage.look, NAME, stage.window),
    PreferencesDialog: _preferences,
    ReceiveDialog: _receive,
    RegisterDialog: lambda stage: RegisterDialog(
        stage.look, NAME, stage.desk.register.of(JUDGED), stage.window
    ),
    RestoreDialog: _restore,
    RoleDialog: lambda stage: RoleDialog(
        stage.look, "Mae Quill", Role.INSPECTOR, (Role.INSPECTOR, Role.OBSERVER, Role.LEAD), stage.window
    ),
    SidesDialog: _sides,
    SignDialog: lambda stage: SignDialog(
        stage.look, NAME, stage.folder / "rowan.p12", stage.folder / "letter.pdf", stage.window
    ),
    SignQuestion: _question,
    SignedDialog: lambda stage: SignedDialog(
        stage.look,
        f"The letter to {NAME} is signed",
        ("Signed by Rowan Ellery.", str(stage.folder)),
        stage.window,
    ),
    StrangersDialog: _strangers,
    TakenShareDialog: _taken_share,
    LicencesDialog: lambda at: LicencesDialog(at.look, parts(at.desk.session.home), at.window, whole=False),
    TextDialog: _about,
    TieDialog: _tie,
    TwoFoldersDialog: _two_folders,
    UndoDialog: _undo,
    **CASE_DIALOGS,
    WithdrawDialog: lambda stage: WithdrawDialog(stage.look, NAME, "Signed by Rowan Ellery.", stage.window),
}
"""How each class of dialog is made with something in it; tests/ui/test_everything.py holds that none is left out."""
