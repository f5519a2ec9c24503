"""Whether anything can be recognised on this machine: what can be told without trying, and what the process that tried has said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.desk.settings import RECOGNITION_LACKED
from reviewer.documents.engines import lacking
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from reviewer.desk.settings import Settings

LACKING = frozenset({Reason.OCR_MISSING, Reason.OCR_DATA_MISSING, Reason.OCR_LANGUAGE_MISSING})
"""What may be missing for it."""


class RecognitionHere:
    """Answers once for all who ask, until trying has shown otherwise.

    What is installed is looked up; whether it can be loaded, and has its language, only the process knows that recognises. What
    that one lacked is remembered, so that nothing waits for ever, in another start or command either, for what nobody can do;
    it is tried again by each window that opens, and whenever somebody asks.
    """

    def __init__(self, settings: Settings) -> None:
        """Nothing is looked up yet."""
        self._settings = settings
        self._lacking: tuple[Reason | None, ...] = ()

    @property
    def lacking(self) -> Reason | None:
        """What is missing for recognition; None where nothing is known to be."""
        if not self._lacking:
            self._lacking = (lacking() or self._remembered(),)
        return self._lacking[0]

    @property
    def lacking_surely(self) -> Reason | None:
        """What is missing without doubt; what failed once may work by now, and is worth another try."""
        return lacking()

    def failed(self, reason: Reason) -> None:
        """Remember what was missing when it was tried."""
        self._settings.put(RECOGNITION_LACKED, reason.value)
        self._lacking = (reason,)

    def works(self) -> None:
        """Forget what was missing: it has recognised."""
        if self.lacking is not None:
            self._settings.put(RECOGNITION_LACKED, "")
            self._lacking = ()

    def _remembered(self) -> Reason | None:
        said = self._settings.get(RECOGNITION_LACKED)
        return next((reason for reason in LACKING if reason.value == said), None)
