"""What a start brings in until the bodies and their verdicts are on the screen: whoever waits for them waits for nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from reviewer.ui import qt_import

FIRST = frozenset(
    f"{room}.{name}" if name != "." else room
    for room, names in {
        "reviewer": ". app errors casebook desk documents framework model review ui",
        "reviewer.casebook": "body_form body_subjects act author book canonical save_bundles cases codec content_columns contests counting database durable document_files folding head_fields head_form heads health index index_doubts"
        " index_file index_pages index_pictures index_schema index_summary index_typed index_waiting index_words integrity line_end"
        " local_facts lock lost membership migrations damaged_subjects own_acts pack_ledger place kept_records record schema seal soundness subject derived_tables tokens environment_errors"
        " sql_views save_writing",
        "reviewer.desk": "beginning board case_now composed home journeys labels layers leases letter_places letter_states"
        " letter_words letterbook body_lines matrix matrix.cell_states matrix.row_order matrix.tallies meaning origin outdated passages passwords pieces policy policy_kept printable reading recognition_here resought"
        " session settings sharing snapshot standing wordings words words.counts words.language words.language_names",
        "reviewer.documents": "anchors engines tessdata",
        "reviewer.framework": "case_record",
        "reviewer.model": "cells damage documents doubts framework frozen inspection kinds letterforms members notes patterns places problems records uncollected unrecognised whereabouts"
        " fields",
        "reviewer.review": "basis damaged deadline searched standing",
        "reviewer.ui": "actions actions.action actions.chosen_keys actions.faces actions.keys actions.listed_menu actions.listener actions.listing"
        " actions.reasons bodies bodies_head body_delegate casebook_actions decision delay desk drops elided filters focus growing last_picture latest letter look matrix menus messages casebook_opening conflicts"
        " overlay overview painted widgets pieces preferences preferences.actions preferences.in_force preferences.listed preferences.preference qt_import recent reflow results_room row_ground screen screens scrolling session_model shapes stylesheet status staying theme topbar"
        " translating triage typefaces members verifying visits window window_actions words work workspace workspace_actions",
    }.items()
    for name in names.split()
)
"""The modules of ours that a first sight is made by. Another one here costs everybody who starts the program."""

LATER = frozenset({
    "concurrent.futures", "cryptography", "difflib", "email", "importlib.metadata", "jinja2", "locale", "lxml", "pikepdf", "pydantic", "pyhanko",
    "pypdfium2", "reportlab", "sqlite_utils", "yaml", "zoneinfo",
})  # fmt: skip
"""Libraries that no first sight is made by."""

_RUN = """
import builtins, linecache, os, runpy, sys
say = print
def told(*words, **how):
    say(*sorted(sys.modules), flush=True)
    say(*sorted(linecache.cache), flush=True)
    say(*sorted({*vars(sys.modules["PySide6.QtGui"]), *vars(sys.modules["PySide6.QtWidgets"])}), flush=True)
    say(sys.modules["PySide6.QtWidgets"].QApplication.instance().styleSheet()[:9].encode().hex(), flush=True)
    say(*sorted(name for name, module in sys.modules.items() if name.startswith("shibokensupport.") and "__file__" not in vars(module)), flush=True)
    say(*words, **how)
builtins.print = told
runpy.run_path("main.py", run_name="__main__")
"""


@dataclass(frozen=True, slots=True)
class Brought:
    """What is there when the bodies have been painted: modules that are loaded, files of which the source was read, Qt's classes; how the style sheet begins.

    ``put_off`` are modules of Qt for Python's own that were not executed yet.
    """

    modules: frozenset[str]
    sources: frozenset[str]
    classes: frozenset[str]
    sheet: frozenset[str]
    put_off: frozenset[str]


def brought_by_first_sight(root: Path, casebook: Path) -> Brought:
    """Start the window on a casebook, and return what that brought in."""
    script = _RUN.replace(
        "runpy.run", f"sys.argv = ['main.py', {str(casebook)!r}, '--report-paint']\nrunpy.run"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    *named, moment = done.stdout.split("\n")[:6]
    assert float(moment) > 0
    return Brought(*(frozenset(names.split()) for names in named))


def test_only_what_a_first_sight_is_made_by_is_brought_in_before_it(root: Path, casebook: Path) -> None:
    brought_by_first_sight(root, casebook)  # checks the signatures of who made it, and makes a key
    brought = brought_by_first_sight(root, casebook)
    early = sorted(
        name for name in brought.modules if name.partition(".")[0] == "reviewer" and name not in FIRST
    )
    assert early == [], (
        "Import it where it is used, or in a function; else name it in FIRST, and measure the start."
    )
    assert sorted(LATER & brought.modules) == []
    read = sorted(file for file in brought.sources if Path(file).is_relative_to(root / "reviewer"))
    assert read == [], "The source of each module is read when it comes: Qt's import has not been put back."
    assert "QListView" in brought.classes
    assert "QStyle" not in brought.classes, (
        "Its 566 names were made: by `style()`, `setStyle`, `option.state` of a row, or an import."
    )
    assert not {"QCalendarWidget", "QMdiArea", "QWizard"} & brought.classes, (
        "Every class of widget was made, to find that of one that Qt made itself, such as a list's viewport."
    )
    assert "QIcon" not in brought.classes, (
        "A button was made of words and a parent: it looks whether the words are an icon."
    )
    assert brought.put_off == qt_import.LATER, (
        "Qt for Python's account of its methods was compiled: something asked for it, or its import is another one."
    )
    assert brought.sheet, "The window was shown without its style sheet."


_COLLECTED = """
import gc
collected = []
gc.callbacks.append(lambda phase, _told: collected.append(phase))
import main
main.main(["--version"])
print(collected.count("start"), gc.isenabled())
"""


def test_a_command_begins_without_looking_for_what_it_could_forget(root: Path) -> None:
    """Forty times else, a tenth of what `--help` takes; afterwards memory is looked after as ever."""
    done = subprocess.run(
        [sys.executable, "-c", _COLLECTED], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    number, kept_on = done.stdout.split()[-2:]
    assert (int(number) <= 15, kept_on) == (True, "True"), done.stdout


_PREFERENCES = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QDialog
from reviewer.app import make_window, new_application
from reviewer.desk import Home
application, folder = new_application(), Path(sys.argv[1])
window = make_window(application, Home(folder / "config", Path("resources"), folder / "data"), folder / "log", reads_scans=False)
window.show()
window.action_list.run("program.preferences")
application.processEvents()
assert window.findChild(QDialog).isVisible()
print(*sorted(sys.modules))
"""


def test_the_preferences_bring_in_no_reading_of_backups_before_their_page_is_shown(
    root: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PREFERENCES, str(tmp_path)], cwd=root, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    brought = done.stdout.split()
    assert "reviewer.ui.preferences.dialog" in brought
    assert [name for name in brought if name.startswith("reviewer.backups")] == []
