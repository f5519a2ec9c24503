"""Who signs: an identity held against the signatory that the letters name, and what becomes of the letters that stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.display import Superseded
from reviewer.desk.outside import open_identity
from reviewer.errors import OtherSignerError, Phrase, WrongUseError
from reviewer.model import Signatory

if TYPE_CHECKING:
    from reviewer.letters import Identity, SignatureLook

LONGEST_ROLE = 80  # characters: it stands in the seal, in the letter and in the record


@dataclass(frozen=True, slots=True)
class Signing:
    """A signing identity that has been opened, the casebook's own time, and for whom it signs.

    ``role`` is a deputy's, "" where the certificate names the ``signatory``.
    """

    identity: Identity
    at: datetime
    role: str
    signatory: str

    @property
    def look(self) -> SignatureLook:
        """What the letter shows of it."""
        from reviewer.letters import SignatureLook

        return SignatureLook(self.identity.name, self.at, self.role, self.signatory if self.role else "")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What signing with an identity would do: whose name is in the certificate, its fingerprint, and for whom it signs.

    ``deputy`` says that the certificate does not name the signatory, so that a role is needed. ``again``: the letter that stands
    is just that, and would be handed out again, with nothing signed; else ``stands`` are the letters that would be superseded.
    """

    name: str
    fingerprint: str
    signatory: str
    deputy: bool
    again: bool
    stands: tuple[Superseded, ...]


def names_signatory(name: str, signatory: Signatory) -> bool:
    """Tell whether a certificate's name is the signatory's, titles and letters after it aside."""
    from reviewer.letters import is_same_person

    return is_same_person(name, signatory.name, signatory.titles)


def open_signing(path: Path, password: str, at: datetime, signatory: Signatory, role: str = "") -> Signing:
    """Open an identity to sign with for a signatory; ``role`` is the one in which a deputy signs.

    OtherSignerError where the certificate does not name the signatory and no role is given; WrongUseError where it does, and a
    role is given, or where the role cannot stand in a letter.
    """
    identity = open_identity(path, password, at)
    known = signed_role(role, signatory)
    if names_signatory(identity.name, signatory):
        if known:
            message = Phrase(
                "The identity is in the name of {name}, the signatory, who is nobody's deputy",
                name=identity.name,
            )
            raise WrongUseError(message, "Leave the deputy's role out.")
    elif not known:
        message = Phrase(
            "The identity is in the name of {name}, and the letter is signed for {signatory}, so nothing was signed",
            name=identity.name,
            signatory=signatory.name,
        )
        raise OtherSignerError(
            message,
            "Use an identity of {signatory}, or say in which role {name} signs.",
            signatory=signatory.name,
            name=identity.name,
        )
    return Signing(identity, at, known, signatory.name)


def signed_role(role: str, signatory: Signatory) -> str:
    """Return a role in one line, as it stands in a letter; WrongUseError if it can't, or says who the ``signatory`` is."""
    from reviewer.letters import is_role

    known = " ".join(role.split())
    if not known.isprintable():
        raise WrongUseError("The deputy's role holds characters that cannot be printed", "Type it again.")
    if len(known) > LONGEST_ROLE:
        raise WrongUseError(
            "A deputy's role has at most {longest_role} characters", "Shorten it.", longest_role=LONGEST_ROLE
        )
    if known and not is_role(known, signatory.name, signatory.titles):
        message = Phrase("“{known}” is no deputy's role: it says who the letter is signed for", known=known)
        raise WrongUseError(message, "Say as what the owner of the identity signs, such as Deputy Inspector.")
    return known
