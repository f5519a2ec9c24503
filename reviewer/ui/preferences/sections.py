"""What the sections of the preferences are called."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.preferences.preference import Section


def section_words(section: Section) -> str:
    """Return a section's name."""
    return {
        Section.YOU: say("You"),
        Section.LOOK: say("Look"),
        Section.READING: say("Reading"),
        Section.KEYS: say("Keys"),
        Section.LANGUAGE: say("Language"),
        Section.SIGNING: say("Signing"),
        Section.SHARE: say("Share and backups"),
    }[section]
