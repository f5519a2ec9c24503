"""Journey 3: write: draft, sign and verify letters, and the national overview."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.files import make_folder, write_file
from reviewer.desk.judge import Judging
from reviewer.desk.outside import new_identity, open_identity, show_identity, verify_files
from reviewer.desk.views import (
    Cancelled,
    IdentityView,
    LetterMade,
    LetterOutcome,
    Progress,
    Report,
    Verified,
)
from reviewer.errors import CancelledError, NotReadyError, PaperError, WrongUseError
from reviewer.model import Block, Kept, Letter, LetterState
from reviewer.review import Blocker, Standing

if TYPE_CHECKING:
    from reviewer.letters import Identity, LetterDraft
    from reviewer.overview import Figures
    from reviewer.paper import Paper


@dataclass(frozen=True, slots=True)
class Signing:
    """A signing identity that has been opened, and the casebook's own time."""

    identity: Identity
    at: datetime


class Writing(Judging):
    """Verbs of the third journey."""

    # --- drafts ----------------------------------------------------------------------------------

    def draft(self, body: str, language: str = "") -> LetterDraft:
        """Compose a body's letter from its verdicts; NotReadyError names what has no verdict yet."""
        code = self.body(body).code
        return self._draft(code, language, self._ready(code, signing=False))

    def _draft(self, code: str, language: str, stands: Standing, trial: Block | None = None) -> LetterDraft:
        """Compose what stands; ``trial`` is a paragraph that is not kept, in the place of a kept one."""
        from reviewer.letters import compose_letter

        self.language(language)
        verdicts = {
            criterion: kept[0].id
            for criterion, kept in self._state(code).verdicts.items()
            if criterion in stands.findings
        }
        edited = [kept.content for kept in self._edited(code, language)]
        if trial is not None:
            edited = [*(block for block in edited if block.key != trial.key), trial]
        return compose_letter(
            self.case, self._language_key(language), self.body(code), stands.findings, edited, verdicts
        )

    # --- what is left ----------------------------------------------------------------------------

    def _ready(self, code: str, *, signing: bool) -> Standing:
        stands = self._standing(code)
        blockers = stands.blocks_signing if signing else stands.blocks_draft
        if blockers:
            raise self._not_ready(code, blockers, signing=signing)
        return stands

    def _not_ready(self, code: str, blockers: Sequence[Blocker], *, signing: bool) -> NotReadyError:
        what = "signed" if signing else "drafted"
        lines = tuple(f"{blocker.sentence.rstrip('.')}. {blocker.remedy}".strip() for blocker in blockers)
        message = f"The letter to {self.body(code).name} cannot be {what} yet"
        return NotReadyError(f"{message}: {' '.join(lines)}", "", lines)

    # --- letters ---------------------------------------------------------------------------------

    def letter(
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
        self._writable()
        return self._signed(body, out, self._signing(identity, password), language)

    def _unsigned(self, body: str, out: Path, language: str) -> LetterMade:
        data = self.letter_bytes(body, out.suffix.lower(), language)
        write_file(out, data)
        return LetterMade(self.body(body).code, out, hashlib.sha256(data).hexdigest())

    def letter_bytes(self, body: str, suffix: str, language: str = "") -> bytes:
        """Return a draft as ``.pdf``, ``.html`` or ``.txt``; WrongUseError for another suffix."""
        from reviewer.letters import paper_of, text_of

        draft = self.draft(body, language)
        if suffix == ".txt":
            return text_of(draft).encode()
        return self._printed(paper_of(draft, None), suffix)

    def _printed(self, paper: Paper, suffix: str) -> bytes:
        from reviewer.paper import render_html, render_pdf

        if suffix == ".pdf":
            return render_pdf(paper)
        if suffix in {".html", ".htm"}:
            return render_html(paper).encode()
        kind = f"“{suffix}” is no kind of file" if suffix else "A name without an ending is no kind of file"
        raise WrongUseError(f"{kind} this can be written to", "Use .pdf, .html or .txt.")

    def _signing(self, path: Path, password: str) -> Signing:
        at = datetime.fromtimestamp(self._clock() / 1_000_000, UTC).replace(microsecond=0)
        return Signing(self._identity(path, password, at), at)

    def _identity(self, path: Path, password: str, at: datetime) -> Identity:
        return open_identity(path, password, at)

    def _signed(self, body: str, out: Path, signing: Signing, language: str) -> LetterMade:
        code = self.body(body).code
        stands = self._ready(code, signing=True)
        rests_on = self._rests_on(code, language)
        issued = self._issued_before(code, language, signing, rests_on)
        if issued is None:
            data = self._sign(code, language, stands, signing)
            issued = self._keep_issued(code, language, signing, rests_on, data)
        write_file(out, self.casebook.files.path(issued).read_bytes())
        return LetterMade(code, out, issued, signing.identity.name)

    def _issued_before(
        self, code: str, language: str, signing: Signing, rests_on: tuple[str, ...]
    ) -> str | None:
        """A letter that nothing has changed is not signed twice: its bytes are handed out again."""
        for kept in self._letters(code, language):
            letter = kept.content
            same = set(letter.rests_on) == set(rests_on) and letter.signer == signing.identity.fingerprint
            if same and self.casebook.files.verify(letter.issued):
                return letter.issued
        return None

    def _sign(self, code: str, language: str, stands: Standing, signing: Signing) -> bytes:
        from reviewer.letters import SignatureLook, lint, paper_of, sign

        draft = self._draft(code, language, stands)
        if found := lint(draft):
            raise NotReadyError(
                f"The letter to {self.body(code).name} cannot be signed yet: {' '.join(found)}", "", found
            )
        look = SignatureLook(signing.identity.name, signing.at)
        return sign(self._printed(paper_of(draft, look), ".pdf"), signing.identity, signing.at)

    def _keep_issued(
        self, code: str, language: str, signing: Signing, rests_on: tuple[str, ...], data: bytes
    ) -> str:
        from reviewer.casebook import subject

        issued = self.casebook.files.put(data)
        name = self._letter_name(language)
        content = Letter(
            code, name, LetterState.SIGNED, language, issued, signing.identity.fingerprint, rests_on
        )
        self._put("Letter signed", content, subject.letter(code, name), resolve=True)
        return issued

    def letters(
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
        self.language(language)
        make_folder(out)
        outcomes = []
        for done, body in enumerate(self.case.bodies, start=1):
            if cancelled and cancelled():
                raise CancelledError(f"Writing letters was stopped; {done - 1} bodies are done", "")
            outcomes.append(self._outcome(body.code, out / f"{body.code}.pdf", signing, language))
            if progress:
                progress(Progress(done, len(self.case.bodies), body.name))
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
            return LetterOutcome(code, None, (str(error),))
        return LetterOutcome(code, made, ())

    # --- identities and verification ---------------------------------------------------------------

    def identity_new(self, path: Path, name: str, password: str) -> IdentityView:
        """Make a signing identity in a new PKCS#12 file; an existing file is never replaced."""
        return new_identity(path, name, password, self._clock())

    def identity_show(self, path: Path, password: str = "") -> IdentityView:
        """Open a PKCS#12 file and tell whose it is and how long it holds."""
        return show_identity(path, password, self._clock())

    def verify(self, paths: Sequence[Path], trust: Sequence[Path] = ()) -> tuple[Verified, ...]:
        """Check signed letters, and whether each is still this casebook's letter."""
        return verify_files(self.reader.call, paths, trust, self._known_letter)

    def _known_letter(self, sha: str) -> tuple[bool, str]:
        """Tell what this casebook says of a letter's bytes: (still stands, sentence)."""
        for body in self.case.bodies:
            for language in self.case.languages:
                for kept in self._letter_history(body.code, language):
                    if kept.content.issued == sha:
                        return self._still_stands(kept, body.name)
        return False, "It is no letter of this casebook."

    def _still_stands(self, kept: Kept[Letter], name: str) -> tuple[bool, str]:
        letter = kept.content
        if kept.id not in {found.id for found in self._letters(letter.body, letter.language)}:
            return False, f"It is an earlier letter to {name}: a later one supersedes it."
        if self._is_changed(letter):
            return False, f"It is the letter to {name}, but verdicts or evidence have changed since."
        return True, f"It is the letter to {name} as it stands in this casebook."

    # --- the overview ----------------------------------------------------------------------------

    def figures(self) -> Figures:
        """Count what stands: categories, findings by criterion, and what is not judged."""
        from reviewer.overview import count

        findings: dict[str, Mapping[str, str]] = {}
        categories: dict[str, str] = {}
        for body in self.case.bodies:
            findings[body.code] = self._standing(body.code).findings
            grades = self._slice(body.code).grades
            if len(grades) == 1:
                categories[body.code] = grades[0].content.category
        return count(self.case, findings, categories)

    def overview(self, out: Path) -> Path:
        """Write the national overview to a .pdf, .html or .csv."""
        from reviewer.overview import csv_of, overview_paper

        suffix = out.suffix.lower()
        if suffix == ".csv":
            write_file(out, csv_of(self.figures()).encode("utf-8-sig"))
        elif suffix in {".pdf", ".html", ".htm"}:
            made = datetime.fromtimestamp(self._clock() / 1_000_000, UTC).replace(microsecond=0)
            write_file(out, self._printed(overview_paper(self.case, self.figures(), made), suffix))
        else:
            message = f"The overview cannot be written to {out.name}"
            raise WrongUseError(message, "Use .pdf, .html or .csv.")
        return out
