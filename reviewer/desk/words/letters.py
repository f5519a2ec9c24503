"""The words for signed letters: who signed or withdrew one, and when."""

from __future__ import annotations

from datetime import UTC, datetime

from reviewer.desk.views import Superseded
from reviewer.desk.words.language import say
from reviewer.desk.words.sentences import ended


def moment_words(at: int) -> str:
    """Return the local date and time of UTC microseconds: "30 May 2017, 14:05"."""
    return f"{day_words(at)}, {_local(at):%H:%M}"


def day_words(at: int) -> str:
    """Return the local date of UTC microseconds: "30 May 2017"."""
    local = _local(at)
    return f"{local.day} {local:%B %Y}"


def _local(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1_000_000, UTC).astimezone()


def superseded_words(before: Superseded) -> str:
    """Return that a signed letter stands, without a full stop."""
    said = "A letter to {name} that {who} signed on {when} stands already"
    return say(said, name=before.name, who=before.who, when=moment_words(before.at))


def other_words_words(name: str) -> str:
    """Return that a letter says something else than its verdicts."""
    return say("It is the letter to {name}, but its words are not what its verdicts say.", name=name)


def withdrawn_words(name: str, who: str, at: int, because: str) -> str:
    """Return that a letter is one that was withdrawn, and why."""
    said = "It is a letter to {name} that {who} withdrew on {when}: {because}"
    return say(said, name=name, who=who, when=moment_words(at), because=ended(because))
