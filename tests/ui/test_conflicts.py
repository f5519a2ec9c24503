"""What people decided differently, on its screen: both sides, by keys alone, settled by one act that Ctrl+Z takes back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from reviewer.casebook import subject
from reviewer.desk import Desk, Home
from reviewer.desk.words.conflicts import says_words
from reviewer.model import Grade, Verdict
from reviewer.ui.conflicts.screen import ConflictsScreen
from reviewer.ui.conflicts.view import ConflictsView
from tests.colleagues import joined
from tests.scale import grid
from tests.ui.conftest import MakesSample, someone_with
from tests.ui.person import Sits, WorkingPerson
from tests.ui.shared_window import SitsBefore
from tests.unit.desk.differing import Colleague

pytestmark = pytest.mark.shares_window

BODY = "thornwick"


def tied(desk: Desk) -> Iterator[str]:
    """Tie two passages of the first document that has as many words."""
    for row in desk.reading.documents(BODY):
        words = desk.reading.text(row.sha256).parts[0].text.split()
        if len(words) > 40:
            for at in (4, 20):
                quote = " ".join(words[at : at + 12])
                yield desk.judging.evidence(BODY, "policy", row.sha256, quote).id
            return


def differ(desk: Desk) -> None:
    """Two colleagues judge one criterion apart, and choose the category apart; another criterion three judge."""
    ben, eleri, ann = (Colleague(desk, name) for name in ("Ben Okafor", "Eleri Vaughan", "Ann Archer"))
    held = {k.content.criterion: k for k in desk.session.casebook.current(Verdict, body=BODY)}
    cited = tuple(tied(desk))
    said = (
        (ben, "policy", "in-place", "Short, and signed for.", cited),
        (eleri, "policy", "falls-short", "Two pages are not enough.", cited[:1]),
        (ann, "unit", "in-place", "Two posts.", ()),
        (ben, "unit", "under-way", "One is vacant.", ()),
        (eleri, "unit", "falls-short", "One vacancy in two.", ()),
    )
    for colleague, criterion, finding, because, evidence in said:
        before = (held[criterion].id,) if criterion in held else ()
        content = Verdict(BODY, criterion, finding, because, evidence)
        colleague.says(content, subject.verdict(BODY, criterion), before)
    first, second = desk.case.framework.categories[:2]
    graded = tuple(k.id for k in desk.session.casebook.current(Grade, body=BODY))
    ben.says(Grade(BODY, first.key, "As I read it."), subject.category(BODY), graded)
    eleri.says(Grade(BODY, second.key, "As I do."), subject.category(BODY), graded)


@pytest.fixture(scope="session")
def made_of_three(sample_with: MakesSample) -> Path:
    """The sample, which they decided differently."""
    return sample_with("of three", lambda desk, _folder: differ(desk))


@pytest.fixture
def home_of_three(made_of_three: Path, root: Path, tmp_path: Path) -> Home:
    return someone_with(made_of_three, tmp_path, root)


@pytest.fixture
def person(sit_before: SitsBefore, made_of_three: Path) -> WorkingPerson:
    return sit_before(made_of_three)


def view_of(person: WorkingPerson) -> ConflictsView:
    return person.screen(ConflictsScreen, "conflicts").view


def go_there(person: WorkingPerson) -> ConflictsView:
    person.press("Ctrl+Shift+N")
    view = view_of(person)
    person.wait(lambda: view.list.count() > 0)
    person.wait(lambda: bool(view.sides.stops))
    person.wait(lambda: view.sides.width() > 0 and view.foot.isVisible())
    person.settle()
    return view


def titles(view: ConflictsView) -> list[str]:
    return [view.list.item(at).text().replace("\n", " · ") for at in range(view.list.count())]


@pytest.mark.thorough
def test_the_bar_counts_what_is_to_be_settled_and_leads_there(person: WorkingPerson) -> None:
    count = person.space.bar.counts["settle"]
    assert count.isVisible()
    assert count.accessibleName() == "3 to settle"
    person.focus(count)
    person.press("Return")
    assert person.space.shown == "conflicts"
    assert not any(tab.isChecked() for tab in person.space.bar.tabs.values())
    view = view_of(person)
    person.wait(lambda: view.list.count() == 3)
    assert person.at() is view.list


@pytest.mark.thorough
def test_two_sides_stand_level_and_say_all_that_each_rests_on(person: WorkingPerson) -> None:
    view = go_there(person)
    heads = [
        stop
        for stop in view.sides.stops
        if "Okafor" in stop.accessibleName() or "Vaughan" in stop.accessibleName()
    ]
    assert [head.accessibleName().split(".")[0] for head in heads] == ["Ben Okafor", "Eleri Vaughan"]
    assert "Short, and signed for." in heads[0].accessibleName()
    assert (
        heads[0].mapTo(view, heads[0].rect().topLeft()).y()
        == heads[1].mapTo(view, heads[1].rect().topLeft()).y()
    )
    assert (
        heads[0].mapTo(view, heads[0].rect().topLeft()).x()
        < heads[1].mapTo(view, heads[1].rect().topLeft()).x()
    )
    assert abs(heads[0].width() - heads[1].width()) <= 1
    assert any("in both" in stop.accessibleName() for stop in view.sides.stops)


def test_a_conflict_is_settled_by_keys_and_the_focus_goes_to_the_next(person: WorkingPerson) -> None:
    view = go_there(person)
    desk = person.space.session.desk
    assert view.foot.way is None
    person.press("Ctrl+Return")
    assert person.at() in view.foot.ways.options  # type: ignore[union-attr] # what is missing is led to
    person.press("Alt+2")
    assert person.at() is view.foot.reason
    person.press("Ctrl+Return")
    assert desk.settling.count() == 3, "no reason, nothing settled"
    assert person.at() is view.foot.reason
    person.type("The second page was not read.")
    person.press("Ctrl+Return")
    person.wait(lambda: desk.settling.count() == 2)
    person.wait(lambda: person.space.bar.counts["settle"].accessibleName() == "2 to settle")
    (kept,) = desk.session.casebook.current(Verdict, body=BODY, criterion="policy")
    assert kept.content.finding == "falls-short"
    person.wait(lambda: person.at() is view.list)
    person.wait(lambda: view.chosen == subject.verdict(BODY, "unit"))
    person.wait(lambda: len([s for s in view.sides.stops if "Archer" in s.accessibleName()]) == 1)
    assert view.foot.because == ""
    assert view.foot.way is None
    assert any("The last" not in line and "policy" not in line and "Settled" in line for line in titles(view))
    person.press("Ctrl+Z")
    person.wait(lambda: desk.settling.count() == 3)
    person.wait(lambda: person.space.bar.counts["settle"].accessibleName() == "3 to settle")


def test_three_sides_have_a_way_each_and_judging_anew_asks_what(person: WorkingPerson) -> None:
    view = go_there(person)
    person.press("Down")
    person.wait(lambda: len(view.foot.words) == 4)
    person.press("Alt+4")
    assert person.at() is view.foot.anew
    assert view.foot.anew.isVisible()
    person.press("Ctrl+Return")
    assert person.at() is view.foot.anew
    person.press("Down")
    assert view.foot.finding == "in-place"
    person.press("Tab")
    assert person.at() is view.foot.reason
    person.type("We looked at it together.")
    person.press("Ctrl+Return")
    desk = person.space.session.desk
    person.wait(lambda: desk.settling.count() == 2)
    (kept,) = desk.session.casebook.current(Verdict, body=BODY, criterion="unit")
    assert (kept.content.finding, kept.content.because) == ("in-place", "We looked at it together.")


@pytest.mark.thorough
def test_what_is_typed_stays_while_a_third_side_comes_and_the_choice_does_not(person: WorkingPerson) -> None:
    view = go_there(person)
    session = person.space.session
    person.press("Alt+1")
    person.type("He has read all of it.")
    Colleague(session.desk, "Zoe Young").says(
        Verdict(BODY, "policy", "under-way", "It is a draft."), subject.verdict(BODY, "policy")
    )
    session.refresh()
    person.wait(lambda: len(view.foot.words) == 4)
    assert view.foot.because == "He has read all of it."
    assert view.foot.way is None
    assert person.at() is view.foot.reason


@pytest.mark.thorough
def test_tab_goes_as_the_eye_reads_and_f6_round_the_parts(person: WorkingPerson) -> None:
    view = go_there(person)
    person.focus(view.list)
    seen = []
    for _ in range(len(view.sides.stops) + 6):
        person.press("Tab")
        seen.append(person.at())
    stops = [at for at in seen if at in view.sides.stops]
    assert stops == list(view.sides.stops)
    ways = view.foot.ways
    assert ways is not None
    after = seen[seen.index(stops[-1]) + 1 :]
    assert after[0] is ways.options[0]  # arrow keys go on to the others
    assert view.foot.reason in after
    person.focus(view.list)
    person.press("F6")
    assert person.at() is view.sides.stops[0]
    person.press("F6")
    assert person.at() in ways.options
    person.press("F6")
    assert person.at() is view.list


@pytest.mark.thorough
def test_a_passage_is_opened_in_its_document_and_escape_goes_back(person: WorkingPerson) -> None:
    view = go_there(person)
    passage = next(stop for stop in view.sides.stops if stop.accessibleDescription())
    person.focus(passage)
    person.press("Return")
    person.wait(lambda: person.space.shown == "desk")
    person.wait(lambda: person.space.session.document is not None)
    person.press("Ctrl+[")
    person.wait(lambda: person.space.shown == "conflicts")
    person.press("Escape")
    person.wait(lambda: person.space.shown == "desk")


def test_who_may_record_nothing_is_offered_no_way(
    person: WorkingPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    controller = person.screen(ConflictsScreen, "conflicts").controller
    go_there(person)
    assert controller.why_not_settle() == ""
    monkeypatch.setattr(person.space.session, "why_not_record", lambda *_: "You take part as an observer.")
    assert controller.why_not_settle() == controller.why_no_way() == "You take part as an observer."


def test_the_card_and_what_is_left_lead_to_both_sides(person: WorkingPerson) -> None:
    person.go_to_body(BODY)
    person.desk.checklist.open_card("unit")
    (compare,) = person.inside.conflict.findChildren(QPushButton)
    person.focus(compare)
    person.press("Return")
    view = view_of(person)
    person.wait(lambda: person.space.shown == "conflicts")
    person.wait(lambda: view.chosen == subject.verdict(BODY, "unit"))
    person.press("Ctrl+1")
    person.desk.remaining.lead()
    person.wait(lambda: person.space.shown == "conflicts")


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_nothing_is_cut(person: WorkingPerson, percent: int) -> None:
    assert person.window.look.percent == percent
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.layoutDirection()
    view = go_there(person)
    try:
        for way in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            application.setLayoutDirection(way)
            person.qtbot.wait(200)
            for stop in view.sides.stops:
                assert stop.height() >= stop.heightForWidth(stop.width()), (way, stop.accessibleName())
                assert stop.mapTo(view.sides, stop.rect().bottomRight()).x() <= view.sides.width(), way
            assert view.area.height() >= person.window.look.px(60), way
    finally:
        application.setLayoutDirection(before)


def test_what_a_side_says_is_in_the_words_of_the_case(home_of_three: Home) -> None:
    with Desk.open(home_of_three.data / "sample.casebook", home_of_three) as desk:
        contest = desk.settling.contest(subject.verdict(BODY, "policy"))
        assert [says_words(side) for side in contest.sides] == [
            desk.case.framework.finding(key).label for key in ("in-place", "falls-short")
        ]


@pytest.mark.thorough
def test_what_the_window_settles_stands_so_on_the_other_laptop(sit_down: Sits, sample_home: Home) -> None:
    share = sample_home.data / "share"
    share.mkdir()
    person = sit_down(sample_home)
    desk = person.space.session.desk
    other = Home(sample_home.config.parent / "colleague", sample_home.resources, sample_home.data)
    with joined(desk, share, sample_home.data / "colleague.casebook", other) as colleague:
        colleague.judging.verdict(BODY, "policy", "falls-short", "Two pages are not enough.")
        desk.judging.verdict(BODY, "policy", "in-place", "Short, and signed for.")
        for each in (colleague, desk, colleague):
            each.sharing.sync(share)
        assert [contest.records for contest in colleague.settling.at(BODY)] == [
            contest.records for contest in desk.settling.at(BODY)
        ]
        person.space.session.refresh()
        go_there(person)
        person.press("Alt+1")
        person.type("It is signed for.")
        person.press("Ctrl+Return")
        person.wait(lambda: desk.settling.count() == 0)
        for each in (desk, colleague):
            each.sharing.sync(share)
        assert colleague.settling.lines() == ()
        assert colleague.settling.settled() == desk.settling.settled()
        stands = [
            each.session.casebook.current(Verdict, body=BODY, criterion="policy")
            for each in (desk, colleague)
        ]
        assert stands[0] == stands[1]
        assert len(stands[0]) == 1
