"""What the palette offers, and what of it fits what was typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from reviewer.desk.words.language import say
from reviewer.ui.actions.action import heard_everywhere
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.matching import Match, match

MOST = 4
"""How many lines of a group are shown while there are others, until Tab asks for more."""
MORE = 200
"""How many more lines Tab shows at once: nobody reads thousands, and laying them out would be waited for."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the palette: its words, its key, a state beside it, why it can't be chosen now ("" if it can), and what it does.

    ``id`` tells it among all others, so that it is found again when it was chosen; ``tones`` are shapes before its state.
    """

    words: str
    run: Callable[[], object]
    key: str = ""
    state: str = ""
    why_not: str = ""
    id: str = ""
    tones: tuple[str, ...] = ()


class PaletteGroup(Protocol):
    """A kind of thing that the palette finds: acts, bodies, documents. Another kind is another group."""

    @property
    def title(self) -> str:
        """The heading."""

    def offers(self) -> Sequence[Offer]:
        """Return all there is, in the order in which it is shown while nothing is typed."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """An offer that fits, and the letters by which it does."""

    offer: Offer
    match: Match


@dataclass(frozen=True, slots=True)
class Fitting:
    """What of a group fits."""

    title: str
    entries: tuple[PaletteEntry, ...]


def fitting(groups: Sequence[tuple[str, Sequence[Offer]]], typed: str) -> tuple[Fitting, ...]:
    """Return what fits of each group, best first, what can't be chosen last; the group with the best match first."""
    made = []
    for title, offers in groups:
        held = [
            PaletteEntry(offer, fits) for offer in offers if (fits := match(typed, offer.words)) is not None
        ]
        if typed.strip():
            held.sort(key=lambda entry: (bool(entry.offer.why_not), *entry.match.goodness))
        else:
            held.sort(key=lambda entry: bool(entry.offer.why_not))
        if held:
            made.append(Fitting(title, tuple(held)))
    if typed.strip():
        made.sort(key=lambda fits: min(entry.match.goodness for entry in fits.entries))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class ActGroup:
    """The acts of the list, but for those of other groups: ``elsewhere`` has their ids."""

    actions: ActionList
    elsewhere: frozenset[str] = frozenset()

    @property
    def title(self) -> str:
        """The heading."""
        return say("Acts")

    def offers(self) -> tuple[Offer, ...]:
        """Return the acts that were done last, then all others.

        Acts that differ by a number are left out where there is nothing with that number.
        """
        names = dict.fromkeys([*self.actions.recent, *(action.id for action in self.actions)])
        names.pop("program.palette", None)
        offers = [self._offer(name) for name in names if name not in self.elsewhere]
        return tuple(offer for offer in offers if offer is not None)

    def _offer(self, name: str) -> Offer | None:
        action = self.actions[name]
        why = self.actions.why_not(name)
        if why and (action.family is not None or not heard_everywhere(action.scope)):
            return None
        ticked = self.actions.ticked(name)
        state = "" if ticked is None else say("on") if ticked else ""
        words, key = self.actions.listed(name), self.actions.key(name)
        return Offer(words, partial(self.actions.run, name), key, state, why, f"act {name}")
