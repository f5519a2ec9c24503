"""The settings that are chosen among options: another one is another value here, and nothing else."""

from __future__ import annotations

from typing import Any

from reviewer.desk.settings import BACKUP_OFTEN, CLOSE_ROWS, LANGUAGE, MOTION, PAGES, TEXT_SIZE, THEME, Often
from reviewer.desk.words.language import catalogues, say
from reviewer.desk.words.language_names import language_name
from reviewer.ui.actions.action import Menu
from reviewer.ui.look import SIZES, Look
from reviewer.ui.preferences.preference import Option, Preference, Section
from reviewer.ui.theme import PageColours, ThemeName

STILL = "none"
"""What is kept where nothing is to slide or fade."""


def preferences() -> tuple[Preference[Any], ...]:
    """Return all of them, in the order in which they are shown."""
    return _text_size(), _theme(), _rows(), _motion(), _pages(), _language(), _backups()


def _text_size() -> Preference[int]:
    return Preference(
        "text_size",
        say("Text size"),
        Section.LOOK,
        TEXT_SIZE,
        tuple(Option(percent, f"{percent} %") for percent in SIZES),
        lambda look, percent: look.choose(percent=percent),
        lambda look: look.percent,
        say("Everything in the window grows with it."),
        Menu.TEXT_SIZE,
    )


def _theme() -> Preference[str]:
    names = {
        ThemeName.SYSTEM: say("As the system"),
        ThemeName.LIGHT: say("Light"),
        ThemeName.DARK: say("Dark"),
        ThemeName.CONTRAST: say("High contrast"),
    }
    return Preference(
        "theme",
        say("Theme"),
        Section.LOOK,
        THEME,
        tuple(Option(theme.value, words) for theme, words in names.items()),
        lambda look, theme: look.choose(theme=ThemeName(theme)),
        lambda look: look.theme.value,
        menu=Menu.THEME,
    )


def _rows() -> Preference[bool]:
    return Preference(
        "rows",
        say("Rows"),
        Section.LOOK,
        CLOSE_ROWS,
        (Option(value=False, words=say("Roomy")), Option(value=True, words=say("Close"))),
        lambda look, close: look.choose_rows(close=close),
        lambda look: look.close_rows,
        say(
            "Of the list on the left, the matrix and the intake. Close ones show a third more of them on a screen."
        ),
    )


def _motion() -> Preference[str]:
    return Preference(
        "motion",
        say("Motion"),
        Section.LOOK,
        MOTION,
        (Option("", say("As the system")), Option(STILL, say("Nothing slides or fades"))),
        lambda look, motion: look.choose_motion(still=motion == STILL),
        lambda look: STILL if look.still else "",
        say(
            "Reviewer itself moves nothing; this is about menus, tips, lists that open, and the bar of work of unknown length."
        ),
    )


def _pages() -> Preference[str]:
    names = {
        PageColours.SENT: say("As sent"),
        PageColours.DIMMED: say("Dimmed"),
        PageColours.CREAM: say("Cream"),
        PageColours.INVERTED: say("Inverted"),
    }
    keys = {PageColours.INVERTED: ("Ctrl+Shift+D",)}
    return Preference(
        "pages",
        say("Page colours"),
        Section.READING,
        PAGES,
        tuple(Option(colours.value, words, keys.get(colours, ())) for colours, words in names.items()),
        lambda look, colours: look.choose_pages(PageColours(colours)),
        lambda look: look.pages.value,
        say("On the screen only, and of documents only. In dark themes pages are dimmed as they are."),
        Menu.PAGES,
    )


def _language() -> Preference[str]:
    tags = ("en", *catalogues())
    return Preference(
        "language",
        say("Language"),
        Section.LANGUAGE,
        LANGUAGE,
        (Option("", say("As the system")), *(Option(tag, language_name(tag)) for tag in dict.fromkeys(tags))),
        _from_the_next_start,
        told=say("The language of menus, messages and reasons. It is taken when the window is opened anew, at once or at the next start: half a window in each would be worse. Letters keep the languages of their case."),
    )  # fmt: skip


def _backups() -> Preference[str]:
    names = {
        Often.DAILY: say("Opening and closing"),
        Often.HOURLY: say("Every hour too"),
        Often.NEVER: say("Never"),
    }
    return Preference(
        "backups",
        say("Backups are made"),
        Section.SHARE,
        BACKUP_OFTEN,
        tuple(Option(often.value, words) for often, words in names.items()),
        _from_now_on,
        told=say(
            "Of a casebook in which something has changed, beside your work. What becomes old is thinned out."
        ),
    )


def _from_now_on(_look: Look, _often: str) -> None:
    """Show nothing: it is looked up when the next backup may be due."""


def _from_the_next_start(_look: Look, _tag: str) -> None:
    """Show nothing now: half a window in another language would be worse than none."""
