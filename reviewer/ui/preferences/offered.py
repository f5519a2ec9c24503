"""Settings as the palette finds them: an option with what stands now, and the sections of the dialog."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from reviewer.desk.words.language import say
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.palette_groups import Offer
from reviewer.ui.preferences.in_force import Preferences
from reviewer.ui.preferences.preference import Preference, Section
from reviewer.ui.preferences.sections import section_words


@dataclass(frozen=True, slots=True)
class SettingGroup:
    """All settings; ``show`` opens the dialog at a section."""

    preferences: Preferences
    actions: ActionList
    show: Callable[[Section], object]

    @property
    def title(self) -> str:
        """The heading."""
        return say("Settings")

    @property
    def acts(self) -> frozenset[str]:
        """The ids of those acts that are found here, and nowhere else."""
        listed = self.preferences.listed.values()
        return frozenset(each.act(option) for each in listed for option in each.options)

    def offers(self) -> tuple[Offer, ...]:
        """Return every option of every setting, then the sections."""
        options = (offer for each in self.preferences.listed.values() for offer in self._options(each))
        return (*options, *(self._section(section) for section in Section))

    def _options(self, preference: Preference[Any]) -> Iterator[Offer]:
        now = self.preferences.value(preference.id)
        stands = say("now: {option}", option=preference.option(now).words)
        for option in preference.options:
            words = say("{setting}: {option}", setting=preference.words, option=option.words)
            act = preference.act(option)
            key = self.actions.key(act) if act in self.actions else ""
            chooses = self.preferences.turn if option.keys else self.preferences.choose
            run = partial(chooses, preference.id, option.value)
            yield Offer(words, run, key, say("on") if option.value == now else stands, id=f"setting {act}")

    def _section(self, section: Section) -> Offer:
        words = say("Preferences: {section}", section=section_words(section))
        return Offer(words, partial(self.show, section), id=f"section {section.name.lower()}")
