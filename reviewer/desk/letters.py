"""Journey 3, issuing: letters written to files, signed, kept and verified."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.drafts import Drafts
from reviewer.desk.files import make_folder, write_file
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.outside import new_identity, open_identity, show_identity
from reviewer.desk.printing import printed
from reviewer.desk.session import Session
from reviewer.desk.standing import Standings
from reviewer.desk.verifying import Recorded, verify_files
from reviewer.desk.views import (
    Cancelled,
    IdentityView,
    LetterMade,
    LetterOutcome,
    Progress,
    Report,
    Verified,
)
from reviewer.desk.words.errors import error_words
from reviewer.errors import CancelledError, NotReadyError, PaperError, WrongUseError
from reviewer.model import Kept, Letter, LetterState
from reviewer.review import Standing

if TYPE_CHECKING:
    from reviewer.letters import Identity


@dataclass(frozen=True, slots=True)
class Signing:
    """A signing identity that has been opened, and the casebook's own time."""

    identity: Identity
    at: datetime


class Letters:
    """Writes, signs and verifies letters. A signed one is kept in the casebook, byte for byte."""

    def __init__(
        self, session: Session, standings: Standings, letterbook: Letterbook, drafts: Drafts
    ) -> None:
        """Issue what ``drafts`` composes."""
        self._session, self._standings = session, standings
        self._letterbook, self._drafts = letterbook, drafts

    def standing_letter(self, body: str, language: str = "") -> tuple[Kept[Letter] | None, bool]:
        """Return the signed letter that stands in a language, if any, and whether it has changed since."""
        found = self._letterbook.standing(self._session.body(body).code, language)
        return (found[0], self._standings.is_changed(found[0].content)) if found else (None, False)

    def write(
        self,
        body: str,
        out: Path,
        identity: Path | None = None,
        password: str = "",
        language: str = "",
    ) -> LetterMade:
        """Write a body's letter to a .pdf, .html or .txt; with an identity, sign it for good.

        A signed letter is kept in the casebook, byte for byte, before it is written to ``out``.
        """
        if identity is None:
            return self._unsigned(body, out, language)
        if out.suffix.lower() != ".pdf":
            raise WrongUseError("Only a PDF can be signed", f"Write to {out.with_suffix('.pdf').name}.")
        self._session.history.must_be_writable()
        return self._signed(body, out, self._signing(identity, password), language)

    def _unsigned(self, body: str, out: Path, language: str) -> LetterMade:
        data = self.rendered(body, out.suffix.lower(), language)
        write_file(out, data)
        return LetterMade(self._session.body(body).code, out, hashlib.sha256(data).hexdigest())

    def rendered(self, body: str, suffix: str, language: str = "") -> bytes:
        """Return a draft as ``.pdf``, ``.html`` or ``.txt``, marked as one; WrongUseError for another suffix.

        The HTML and text of a letter that is signed and has not changed since are its twins, and no drafts.
        """
        from reviewer.letters import paper_of, text_of

        draft = self._drafts.draft(body, language)
        signed, changed = self.standing_letter(body, language)
        issued = suffix != ".pdf" and signed is not None and not changed
        if suffix == ".txt":
            return text_of(draft, issued=issued).encode()
        return printed(paper_of(draft, None, issued=issued), suffix)

    def _signing(self, path: Path, password: str) -> Signing:
        at = self._session.now()
        return Signing(open_identity(path, password, at), at)

    def _signed(self, body: str, out: Path, signing: Signing, language: str) -> LetterMade:
        code = self._session.body(body).code
        stands = self._drafts.ready(code, signing=True)
        rests_on = self._standings.rests_on(code, language)
        issued = self._issued_before(code, language, signing, rests_on)
        if issued is None:
            data = self._sign(code, language, stands, signing)
            issued = self._keep_issued(code, language, signing, rests_on, data)
        write_file(out, self._session.casebook.files.path(issued).read_bytes())
        return LetterMade(code, out, issued, signing.identity.name)

    def _issued_before(
        self, code: str, language: str, signing: Signing, rests_on: tuple[str, ...]
    ) -> str | None:
        """A letter that nothing has changed is not signed twice: its bytes are handed out again."""
        for kept in self._letterbook.standing(code, language):
            letter = kept.content
            same = set(letter.rests_on) == set(rests_on) and letter.signer == signing.identity.fingerprint
            if same and self._session.casebook.files.verify(letter.issued):
                return letter.issued
        return None

    def _sign(self, code: str, language: str, stands: Standing, signing: Signing) -> bytes:
        from reviewer.letters import SignatureLook, lint, paper_of, sign

        draft = self._drafts.compose(code, language, stands)
        if found := lint(draft):
            raise NotReadyError(
                f"The letter to {self._session.body(code).name} cannot be signed yet: {' '.join(found)}",
                "",
                found,
            )
        look = SignatureLook(signing.identity.name, signing.at)
        return sign(printed(paper_of(draft, look), ".pdf"), signing.identity, signing.at)

    def _keep_issued(
        self, code: str, language: str, signing: Signing, rests_on: tuple[str, ...], data: bytes
    ) -> str:
        from reviewer.casebook import subject

        issued = self._session.casebook.files.put(data)
        name = self._letterbook.name(language)
        content = Letter(
            code, name, LetterState.SIGNED, language, issued, signing.identity.fingerprint, rests_on
        )
        self._session.history.put("Letter signed", content, subject.letter(code, name), resolve=True)
        return issued

    def write_all(
        self,
        out: Path,
        identity: Path | None = None,
        password: str = "",
        language: str = "",
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
    ) -> tuple[LetterOutcome, ...]:
        """Write the letter of every body that is ready into a folder; the others say what is left."""
        signing = self._signing(identity, password) if identity else None
        self._letterbook.language(language)
        make_folder(out)
        outcomes = []
        for done, body in enumerate(self._session.case.bodies, start=1):
            if cancelled and cancelled():
                raise CancelledError(f"Writing letters was stopped; {done - 1} bodies are done", "")
            outcomes.append(self._outcome(body.code, out / f"{body.code}.pdf", signing, language))
            if progress:
                progress(Progress(done, len(self._session.case.bodies), body.name))
        return tuple(outcomes)

    def _outcome(self, code: str, path: Path, signing: Signing | None, language: str) -> LetterOutcome:
        try:
            made = (
                self._signed(code, path, signing, language)
                if signing
                else self._unsigned(code, path, language)
            )
        except NotReadyError as error:
            return LetterOutcome(code, None, error.blockers)
        except PaperError as error:  # one name that cannot be printed is no reason to keep the others waiting
            return LetterOutcome(code, None, (error_words(error),))
        return LetterOutcome(code, made, ())

    # --- identities and verification ---------------------------------------------------------------

    def identity_new(self, path: Path, name: str, password: str) -> IdentityView:
        """Make a signing identity in a new PKCS#12 file; an existing file is never replaced."""
        return new_identity(path, name, password, self._session.clock())

    def identity_show(self, path: Path, password: str = "") -> IdentityView:
        """Open a PKCS#12 file and tell whose it is and how long it holds."""
        return show_identity(path, password, self._session.clock())

    def verify(
        self, paths: Sequence[Path], trust: Sequence[Path] = (), revoked: Sequence[Path] = ()
    ) -> tuple[Verified, ...]:
        """Check signed letters, and whether each is still this casebook's letter; as ``verifying.verify_files``."""
        call, now = self._session.reader.call, self._session.clock()
        return verify_files(call, paths, now, trust, revoked, self._recorded)

    def _recorded(self, sha: str) -> Recorded:
        for body in self._session.case.bodies:
            for language in self._session.case.languages:
                for kept in self._letterbook.history(body.code, language):
                    if kept.content.issued == sha:
                        return self._still_stands(kept, body.name)
        return Recorded(held=False, stands=False, body="", sentence="It is no letter of this casebook.")

    def _still_stands(self, kept: Kept[Letter], name: str) -> Recorded:
        """Tell what this casebook says of a letter that it holds."""
        letter = kept.content
        if kept.id not in {found.id for found in self._letterbook.standing(letter.body, letter.language)}:
            sentence = f"It is an earlier letter to {name}: a later one supersedes it."
        elif self._standings.is_changed(letter):
            sentence = f"It is the letter to {name}, but verdicts or evidence have changed since."
        else:
            return Recorded(
                held=True,
                stands=True,
                body=name,
                sentence=f"It is the letter to {name} as it stands in this casebook.",
            )
        return Recorded(held=True, stands=False, body=name, sentence=sentence)
