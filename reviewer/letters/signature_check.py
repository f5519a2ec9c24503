"""The answer of a check of a signed PDF, filled in as it goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from reviewer.model.fields import Value
from reviewer.model.signatures import SignatureCode, signature_fact


@dataclass(slots=True)
class SignatureCheck:
    """The answer, as plain data. ``facts`` are packed ``SignatureFact``; ``signed_at`` is what the signature claims (ISO 8601).

    ``title`` and ``reference`` are the document's own, and ``reason`` why it was signed: as what, and for whom, where a deputy
    signed. They are told only where they are what was signed. ``unreadable``
    are the numbers of the files given that hold nothing known; the fact that somebody is trusted has the number of its file.
    """

    good: bool = False
    signed: bool = False
    intact: bool = False
    covers_whole: bool = False
    certified: bool = False
    trusted: bool = False
    signer: str = ""
    fingerprint: str = ""
    signed_at: str = ""
    title: str = ""
    reference: str = ""
    reason: str = ""
    facts: list[dict[str, Any]] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)

    def tell(self, code: SignatureCode, /, **values: Value) -> None:
        """Add a fact."""
        self.facts.append(signature_fact(code, **values).packed())

    @property
    def codes(self) -> set[SignatureCode]:
        """The codes of the facts so far."""
        return {SignatureCode(fact["code"]) for fact in self.facts}
