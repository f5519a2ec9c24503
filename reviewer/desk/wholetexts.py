"""The whole texts of documents, and hashes of their runs of words: what comparing many documents begins with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from reviewer.desk.display import Cancelled, Progress, Report
from reviewer.review.likeness import Sketch, sketch

if TYPE_CHECKING:
    from reviewer.casebook import Casebook


class WholeTexts:
    """Composed by the desk. What was hashed once is not hashed again while its text stands."""

    def __init__(self, casebook: Casebook) -> None:
        """Read the texts in this casebook's index."""
        self._casebook = casebook
        self._sketches: dict[str, tuple[str, Sketch]] = {}

    def text(self, document: str) -> str:
        """Return a document's parts under each other; "" while its text is not known here."""
        text = self._casebook.index.text(document)
        return "\n".join(part.text for part in text.parts) if text else ""

    def sketches(
        self, documents: Collection[str], progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> Mapping[str, Sketch]:
        """Return the sketches of those whose text is known here; nothing when it was stopped."""
        summaries = self._casebook.index.summary(documents)
        for done, (document, summary) in enumerate(sorted(summaries.items())):
            if cancelled and cancelled():
                return {}
            if progress:
                progress(Progress(done, len(summaries), document[:12]))
            cached = self._sketches.get(document)
            if cached is None or cached[0] != summary.text_hash:
                self._sketches[document] = (summary.text_hash, sketch(self.text(document)))
        return {document: self._sketches[document][1] for document in summaries}
