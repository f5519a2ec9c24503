"""The letter of the chosen body: what it says, what is left, and the ways out."""

from __future__ import annotations

from reviewer.desk.words.language import say
from reviewer.ui.screen import ScreenKind, later

SCREEN = ScreenKind(
    "letter",
    lambda: say("Letter"),
    lambda: say("&Letter"),
    later("reviewer.ui.letter.screen:LetterScreen"),
    later("reviewer.ui.letter.actions:letter_actions"),
    help="README#write",
    offers=("letter.category", "letter.add_paragraph", "letter.sign", "letter.export", "letter.register"),
)
