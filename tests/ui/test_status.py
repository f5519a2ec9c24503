"""The line at the foot of the window: which of several works it shows, and what Cancel stops."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.desk.display import Progress
from reviewer.ui.look import Look
from reviewer.ui.messages import Messages
from reviewer.ui.status import LINGER, StatusStrip
from reviewer.ui.work import Ticket, Work
from tests.ui.person import WorkingPerson


def held(over: threading.Event) -> Callable[[Ticket], None]:
    def job(ticket: Ticket) -> None:
        ticket.report(Progress(1, 3, "a page"))
        while not (over.wait(0.01) or ticket.cancelled()):
            pass

    return job


@pytest.mark.thorough
def test_what_goes_on_aside_is_shown_while_nothing_else_is_and_can_be_stopped_then(qtbot: QtBot) -> None:
    work = Work(Messages())
    strip = StatusStrip(Look(), work)
    first, over = threading.Event(), threading.Event()
    receiving = work.start("Receiving", held(over), lambda _none: None)
    reading = work.start("Reading scanned pages", held(first), lambda _none: None, aside=True)
    qtbot.waitUntil(strip.isVisible)
    qtbot.waitUntil(lambda: strip.words.text() == "Receiving: 1 / 3 · a page")
    receiving.report(Progress(2, 3, ""))
    qtbot.waitUntil(lambda: strip.words.text() == "Receiving: 2 / 3")
    strip.cancel.click()
    assert (receiving.cancelled(), reading.cancelled()) == (True, False)
    qtbot.waitUntil(lambda: strip.words.text().startswith("Reading scanned pages"))
    assert strip.cancel.isEnabled()
    strip.cancel.click()
    assert strip.words.text() == "Stopping…"
    qtbot.waitUntil(lambda: not work.busy)
    qtbot.waitUntil(lambda: not strip.isVisible())
    Shiboken.delete(strip)


@pytest.mark.thorough
def test_short_work_that_follows_at_once_never_flashes_up_and_cancel_is_for_what_is_shown(
    qtbot: QtBot,
) -> None:
    work = Work(Messages())
    strip = StatusStrip(Look(), work)
    over, said = threading.Event(), list[str]()
    short = list[Ticket]()

    def go_on(_none: None) -> None:
        short.append(work.start("Reading scanned pages", held(over), lambda _none: None, aside=True))
        strip.cancel.click()  # meant for what has just ended

    work.start("Receiving", held(over), go_on)
    qtbot.waitUntil(strip.isVisible)
    over.set()
    while strip.isVisible():
        said.append(strip.words.text())
        qtbot.wait(5)
    assert {words.partition(":")[0] for words in said} == {"Receiving"}
    assert [ticket.cancelled() for ticket in short] == [False]
    Shiboken.delete(strip)


@pytest.mark.thorough
def test_it_goes_when_work_has_ended_and_stays_for_what_begins_at_once(qtbot: QtBot) -> None:
    work = Work(Messages())
    strip = StatusStrip(Look(), work)
    over, last = threading.Event(), threading.Event()

    def go_on(_none: None) -> None:
        work.start("Trying the password", held(last), lambda _none: None)

    work.start("Receiving", held(over), go_on)
    qtbot.waitUntil(strip.isVisible)
    over.set()
    qtbot.waitUntil(lambda: strip.words.text().startswith("Trying the password"))
    qtbot.wait(4 * LINGER)
    assert strip.isVisible()
    last.set()
    qtbot.waitUntil(lambda: not strip.isVisible())
    Shiboken.delete(strip)


@pytest.mark.thorough
@pytest.mark.parametrize("percent", [200])
def test_at_twice_the_size_on_a_small_screen_no_heading_is_cut_and_the_checklist_keeps_its_room(
    qtbot: QtBot, person: WorkingPerson, percent: int
) -> None:
    over = threading.Event()
    window = person.window
    assert window.look.percent == percent
    window.resize(1366, 768)
    window.messages.tell("12 documents received. " * 4 + "Choose one in the list to type its password.")
    window.work.start("Receiving", held(over), lambda _none: None)
    desk = person.desk
    person.wait(window.status.isVisible)
    qtbot.wait(100)
    receive = desk.documents.receive
    assert receive.height() >= receive.sizeHint().height()
    assert desk.bodies.height() >= desk.bodies.minimumSizeHint().height()
    foot = desk.remaining
    assert foot.sentence.height() >= foot.sentence.heightForWidth(foot.sentence.width())
    assert foot.preview.height() >= foot.preview.sizeHint().height()
    assert foot.height() < desk.checklist.height(), (
        "what is worked in has more room than what is said beneath it"
    )
    over.set()
    person.wait(lambda: not window.work.busy)


def test_the_menus_that_it_stands_beside_are_drawn_by_the_window_on_every_desktop(
    person: WorkingPerson,
) -> None:
    menus = person.window.menuBar()
    assert person.window.status.parent() is menus
    assert not menus.isNativeMenuBar()


@pytest.mark.usefixtures("qapp")
def test_a_menu_bar_that_the_desktop_would_draw_is_taken_back() -> None:
    menus, strip = QMenuBar(), StatusStrip(Look(), Work(Messages()))
    menus.setNativeMenuBar(True)
    strip.stand_beside(menus)
    assert not menus.isNativeMenuBar()
    Shiboken.delete(menus)
