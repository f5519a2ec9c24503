"""What is set for the whole machine, where one would look for it: locked or suggested, by which file, in words that Tab comes to."""

from __future__ import annotations

from PySide6.QtCore import Qt

from reviewer.desk.policy import Policy, Rule
from reviewer.desk.words.language import say
from reviewer.desk.words.policy import casebooks_words, recognition_words, share_words
from reviewer.ui.look import Look
from reviewer.ui.preferences.preference import Section
from reviewer.ui.preferences.rows import SettingRow
from reviewer.ui.widgets import Label


class PolicyRow(SettingRow):
    """Nothing can be chosen in it: it says what stands, and why nobody can choose it here."""

    def __init__(self, look: Look, words: str, told: str, *, locked: bool) -> None:
        """``told`` is what is set, in a sentence that names the file."""
        self.state = Label(say("Locked. {what}", what=told) if locked else told, wrap=True)
        self.state.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.state.setFocusPolicy(
            Qt.FocusPolicy.StrongFocus
        )  # after its flags, by which Qt lets only a click reach it
        self.state.setAccessibleName(f"{words}: {self.state.text()}")
        explanation = say("Whoever looks after this machine can change it, in that file.")
        super().__init__(look, words, self.state, explanation=explanation)

    def said(self) -> tuple[str, ...]:
        """Return what can be looked for in it."""
        return (*super().said(), self.state.text())


def policy_rows(look: Look, policy: Policy, section: Section) -> tuple[PolicyRow, ...]:
    """Return a row for each thing that the machine's policy sets in a section; none without a policy."""
    if section is Section.READING:
        told = [(say("Recognition of scans"), recognition_words(policy), True)]
    elif section is Section.SHARE:
        share = policy.locks(Rule.SHARE)
        casebooks = policy.locks(Rule.CASEBOOKS)
        told = [
            (say("Where shared folders lie"), share_words(policy), share),
            (say("Where casebooks go"), casebooks_words(policy), casebooks),
        ]
    else:
        told = []
    return tuple(
        PolicyRow(look, words, sentence, locked=locked) for words, sentence, locked in told if sentence
    )
