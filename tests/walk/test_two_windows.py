"""Two windows, two people, one share, by keys alone: join, code, admit, judge apart, conflict, resolve, held, wipe one laptop, restore."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.walk.laptop import Laptop, Told, switched_on

PASSWORD = "four words nobody expects"


@pytest.fixture
def share(tmp_path: Path) -> Path:
    (tmp_path / "share").mkdir()
    return tmp_path / "share"


@pytest.mark.thorough
@pytest.mark.screen
def test_two_people_take_part_decide_differently_settle_it_and_one_goes_on_from_a_new_laptop(
    tool: Callable[[str], str],
    launcher: str,
    root: Path,
    tmp_path: Path,
    share: Path,
) -> None:
    with ExitStack() as stack:

        def on(folder: str, name: str) -> Laptop:
            (tmp_path / folder).mkdir()
            begun = switched_on(tool, launcher, tmp_path / folder, {"REVIEWER_NAME": name})
            return stack.enter_context(begun)

        robin, mae = on("robin", "Robin Ash"), on("mae", "Mae Quill")
        begin(robin, root / "resources/samples/boundaries/case", tmp_path / "robin/ours.casebook", share)
        code = join(mae, share, tmp_path / "mae/ours.casebook")
        judge(mae, 3, "Two pages are not enough.")
        judge(robin, 1, "A policy is there.")
        sync(mae, "No lead has admitted you yet")
        admit(robin, code)
        settle(robin, mae)
        hold(robin, mae)
        key = tmp_path / "stick.reviewer-key"
        save_key(mae, key)
        wipe(mae, robin)
        mae.quit()
        shutil.rmtree(tmp_path / "mae")

        again = on("new", "Mae Quill")
        load_key(again, key)
        join_as_before(again, share, tmp_path / "new/ours.casebook")
        go_on(again, robin)
        for laptop in (robin, again):
            laptop.quit()


def begin(laptop: Laptop, case: Path, casebook: Path, share: Path) -> None:
    """Begin an inspection from a case folder, and share it."""
    laptop.at("Open the sample")
    choose(laptop, "make a casebook", "Make a casebook of a case folder")
    laptop.at("Case folder")
    laptop.type(str(case))
    laptop.press("Tab", "Tab", "Ctrl+A")
    laptop.type(str(casebook))
    laptop.press("Return")
    laptop.shows("Where the work is: On this laptop")
    laptop.press("Ctrl+Shift+Y")
    laptop.at("Folder")
    laptop.type(str(share))
    laptop.press("Return")
    laptop.shows("Synced: ")
    laptop.shows("Where the work is: In the shared folder")


def choose(laptop: Laptop, act: str, name: str) -> None:
    """Have an act done by its name."""
    laptop.press("Ctrl+K")
    laptop.at("Find")
    laptop.type(act)
    laptop.shows(name)
    laptop.press("Return")


def join(laptop: Laptop, share: Path, casebook: Path) -> str:
    """Join from the share; return the code that is to be read out."""
    shown = asked_to_join(laptop, share, casebook, "waits until a lead admits you")
    (line,) = [one.name for one in shown if one.name.startswith("Your own code")]
    laptop.press("Escape")
    laptop.hides("Your own code")
    return line.removeprefix("Your own code: ").replace(" ", "")


def asked_to_join(laptop: Laptop, share: Path, casebook: Path, told: str) -> list[Told]:
    laptop.at("Open the sample")
    choose(laptop, "join a coll", "Join a colleague's inspection")
    laptop.at("Shared folder")
    laptop.type(str(share))
    laptop.press("Return")
    laptop.shows("It holds “Preventing misuse of position")
    laptop.at("Your copy")
    laptop.press("Ctrl+A")
    laptop.type(str(casebook))
    laptop.press("Return")
    return laptop.shows(told)


def judge(laptop: Laptop, finding: int, because: str) -> None:
    """Judge the criterion whose card is open."""
    laptop.shows("Save verdict")
    laptop.press(f"Alt+{finding}")
    laptop.at("Reason")
    laptop.type(because)
    laptop.press("Ctrl+Return")
    laptop.shows("1 of 5 judged")


def sync(laptop: Laptop, *told: str) -> list[Told]:
    """Sync; return what is shown then, once one of these is told. What an earlier one told is closed before."""
    if any(one.name.startswith("Synced: ") for one in laptop.shows("")):
        choose(laptop, "close the message", "Close the message")
        laptop.hides("Synced: ")
    laptop.press("Ctrl+Shift+Y")
    laptop.shows("Synced: ")
    return laptop.shows(*told) if told else []


def admit(laptop: Laptop, code: str) -> None:
    """See who asks, type what is heard, admit."""
    sync(laptop, "1 person asks to take part")
    laptop.press("Ctrl+7")
    shown = laptop.shows("Waiting to be admitted: 1 of 1")
    assert any("Mae Quill, as they call themselves" in one.name for one in shown)
    laptop.press("F6")
    laptop.at("The code that you hear")
    laptop.type(code[:11])
    laptop.shows("1 digit to go")
    laptop.press("Ctrl+Return")
    laptop.type(code[11])
    laptop.shows("All twelve agree")
    laptop.press("Ctrl+Return")
    laptop.shows("Mae Quill takes part as inspector")


def settle(one: Laptop, other: Laptop) -> None:
    """Both see both sides; one settles it, and the other gets that."""
    sync(one, "1 thing decided differently by two people")
    sync(other, "1 thing decided differently by two people")
    for laptop in (one, other):
        laptop.shows("1 to settle")
        laptop.press("Ctrl+Shift+N")
        shown = laptop.shows("Two pages are not enough.")
        assert any("A policy is there." in told.name + told.text for told in shown)
    other.press("Alt+2")
    other.press("Ctrl+Return")
    other.shows("needs a reason")
    other.at("Reason")
    other.type("Robin had read annex 3.")
    other.press("Ctrl+Return")
    other.shows("Nothing is to be settled")
    sync(other)
    sync(one)
    one.hides("1 to settle")
    one.press("Ctrl+1")
    one.shows("1. A clear policy: In place (met)")


def hold(one: Laptop, other: Laptop) -> None:
    """What was done is held by a colleague, once they have said so."""
    for laptop in (other, one, other):
        sync(laptop)
    for laptop in (one, other):
        laptop.shows("Where the work is: Held by 1 colleague")


def save_key(laptop: Laptop, file: Path) -> None:
    choose(laptop, "save your key", "Save your key")
    laptop.at("New file")
    laptop.press("Ctrl+A")
    laptop.type(str(file))
    laptop.press("Tab", "Tab")
    laptop.type(PASSWORD)
    laptop.press("Tab")
    laptop.type(PASSWORD)
    laptop.press("Return")
    laptop.hides("Password again")
    assert file.exists()


def wipe(laptop: Laptop, colleague: Laptop) -> None:
    """Have a laptop say that it goes, until it is safe to wipe."""
    laptop.press("Ctrl+7")
    laptop.shows("Is this laptop safe to wipe? Almost.")
    choose(laptop, "prepare to wipe", "Prepare to wipe this laptop")
    laptop.at("Reason")
    laptop.type("A new laptop.")
    laptop.press("Ctrl+Return")
    laptop.shows("This copy has said that it goes")
    laptop.shows("Is this laptop safe to wipe? Not yet.")
    for each in (laptop, colleague, laptop):
        sync(each)
    laptop.shows("Is this laptop safe to wipe? Yes.")


def load_key(laptop: Laptop, file: Path) -> None:
    laptop.at("Open the sample")
    choose(laptop, "load a key", "Load a key")
    laptop.at("Saved key")
    laptop.type(str(file))
    laptop.press("Tab", "Tab")
    laptop.type(PASSWORD)
    laptop.press("Return")
    laptop.hides("Its password")


def join_as_before(laptop: Laptop, share: Path, casebook: Path) -> None:
    asked_to_join(laptop, share, casebook, "and take part in it already")
    laptop.press("Escape")
    laptop.hides("and take part in it already")
    laptop.shows("1 of 5 judged")


def go_on(laptop: Laptop, colleague: Laptop) -> None:
    """What is judged on the new laptop counts on the other one."""
    laptop.press("Alt+2")
    laptop.at("Reason")
    laptop.type("The unit has one post.")
    laptop.press("Ctrl+Return")
    laptop.shows("2 of 5 judged")
    sync(laptop)
    sync(colleague)
    colleague.press("Ctrl+1")
    colleague.shows("2. An integrity unit that can cope: Under way (partly met)")
    sync(laptop)
    laptop.shows("Where the work is: Held by 1 colleague")
    laptop.press("Ctrl+7")
    shown = laptop.shows("Is this laptop safe to wipe?")
    assert any("Mae Quill, you" in one.name for one in shown)
