"""Journey 3: write: draft, sign and verify letters, and the national overview."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.judge import Judging
from reviewer.desk.views import (
    Cancelled,
    IdentityView,
    LetterMade,
    LetterOutcome,
    Progress,
    Report,
    Verified,
)
from reviewer.errors import CancelledError, NotReadyError, ReviewerError, WrongUseError
from reviewer.model import Block, Kept, Language, Letter, LetterState, Origin
from reviewer.review import Blocker, Standing

if TYPE_CHECKING:
    from reviewer.letters import Identity, LetterDraft
    from reviewer.overview import Figures
    from reviewer.paper import Paper

VERIFY_SECONDS = 30.0


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

    def _draft(self, code: str, language: str, stands: Standing) -> LetterDraft:
        from reviewer.letters import compose_letter

        spoken = self.language(language)
        verdicts = {
            criterion: kept[0].id
            for criterion, kept in self._state(code).verdicts.items()
            if criterion in stands.findings
        }
        edited = [kept.content for kept in self._edited(code, language)]
        return compose_letter(self.case, spoken.code, self.body(code), stands.findings, edited, verdicts)

    def language(self, code: str) -> Language:
        """Return one of the case's languages; "" is the first. WrongUseError if there is none."""
        known = self.case.languages
        if code in known:
            return known[code]
        if code == known[""].code:
            return known[""]
        there = ", ".join(language.code for language in known.values())
        message = f"This inspection has no letter in “{code}”"
        raise ReviewerError(
            message, f"It has: {there}. Add letter.{code}.md to the case folder for a new one."
        )

    def _edited(self, code: str, language: str) -> tuple[Kept[Block], ...]:
        name = self._letter_name(language)
        found = [kept for kept in self.casebook.current(Block, body=code) if kept.content.letter == name]
        return tuple(sorted(found, key=lambda kept: (kept.content.order, kept.content.key)))

    def _letter_name(self, language: str) -> str:
        first = self.case.languages[""].code
        return "letter" if language in {"", first} else f"letter-{language}"

    def edit(
        self,
        body: str,
        key: str,
        order: int,
        markdown: str,
        language: str = "",
        links: Sequence[str] = (),
        because: str = "",
    ) -> Kept[Block]:
        """Keep a paragraph of the letter as the inspector wrote it: linked to verdicts, or with a reason."""
        from reviewer.casebook import subject

        code, letter = self.body(body).code, self._letter_name(language)
        content = Block(code, letter, key, order, Origin.WRITTEN, markdown, tuple(links), because.strip())
        record = self._put("Paragraph edited", content, subject.block(code, letter, key))
        return self._kept(record, Block)

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
        _write(out, data)
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
        raise WrongUseError(
            f"“{suffix}” is no kind of file this can be written to", "Use .pdf, .html or .txt."
        )

    def _signing(self, path: Path, password: str) -> Signing:
        at = datetime.fromtimestamp(self._clock() / 1_000_000, UTC).replace(microsecond=0)
        return Signing(self._identity(path, password, at), at)

    def _identity(self, path: Path, password: str, at: datetime) -> Identity:
        from reviewer.letters import load_identity

        return load_identity(_read(path), password, at)

    def _signed(self, body: str, out: Path, signing: Signing, language: str) -> LetterMade:
        code = self.body(body).code
        stands = self._ready(code, signing=True)
        rests_on = (*stands.rests_on, *(kept.id for kept in self._edited(code, language)))
        issued = self._issued_before(code, language, signing, rests_on)
        if issued is None:
            data = self._sign(code, language, stands, signing)
            issued = self._keep_issued(code, language, signing, rests_on, data)
        _write(out, self.casebook.files.path(issued).read_bytes())
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

    def _letters(self, code: str, language: str) -> tuple[Kept[Letter], ...]:
        name = self._letter_name(language)
        return tuple(k for k in self.casebook.current(Letter, body=code) if k.content.letter == name)

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
        out.mkdir(parents=True, exist_ok=True)
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
        for kept in self.casebook.find_letters(sha):
            letter = kept.content
            name = self.body(letter.body).name
            current = {found.id for found in self.casebook.current(Letter, body=letter.body)}
            if kept.id not in current:
                return False, f"It is an earlier letter to {name}: a later one supersedes it."
            stands = self._standing(letter.body)
            edited = self._edited(letter.body, letter.language)
            if set(letter.rests_on) != {*stands.rests_on, *(block.id for block in edited)}:
                return False, f"It is the letter to {name}, but verdicts or evidence have changed since."
            return True, f"It is the letter to {name} as it stands in this casebook."
        return False, "It is no letter of this casebook."

    # --- the overview ----------------------------------------------------------------------------

    def figures(self) -> Figures:
        """Count what stands: categories, findings by criterion, and what is not judged."""
        from reviewer.model import Grade
        from reviewer.overview import count

        findings: dict[str, Mapping[str, str]] = {}
        categories: dict[str, str] = {}
        for body in self.case.bodies:
            findings[body.code] = self._standing(body.code).findings
            grades = self.casebook.current(Grade, body=body.code)
            if len(grades) == 1:
                categories[body.code] = grades[0].content.category
        return count(self.case, findings, categories)

    def overview(self, out: Path) -> Path:
        """Write the national overview to a .pdf, .html or .csv."""
        from reviewer.overview import csv_of, overview_paper

        suffix = out.suffix.lower()
        if suffix == ".csv":
            _write(out, csv_of(self.figures()).encode("utf-8-sig"))
        elif suffix in {".pdf", ".html", ".htm"}:
            made = datetime.fromtimestamp(self._clock() / 1_000_000, UTC).replace(microsecond=0)
            _write(out, self._printed(overview_paper(self.case, self.figures(), made), suffix))
        else:
            message = f"The overview cannot be written to {out.name}"
            raise WrongUseError(message, "Use .pdf, .html or .csv.")
        return out


# --- verbs that need no casebook -----------------------------------------------------------------


def new_identity(path: Path, name: str, password: str, now: int) -> IdentityView:
    """Make a signing identity in a new PKCS#12 file (permissions 0600); ``now`` in UTC microseconds."""
    from reviewer.letters import make_identity

    if path.exists():
        raise WrongUseError(f"{path} exists already, so no identity was made", "Choose another name.")
    if not name.strip():
        raise WrongUseError("An identity needs the signatory's name", "Give it with --name.")
    at = datetime.fromtimestamp(now / 1_000_000, UTC)
    _write(path, make_identity(name.strip(), password, at), private=True)
    return show_identity(path, password, now)


def show_identity(path: Path, password: str, now: int) -> IdentityView:
    """Open a PKCS#12 file and tell whose it is and how long it holds."""
    from reviewer.letters import load_identity

    found = load_identity(_read(path), password, datetime.fromtimestamp(now / 1_000_000, UTC))
    return IdentityView(
        found.name,
        found.not_before.date().isoformat(),
        found.not_after.date().isoformat(),
        found.fingerprint,
    )


Known = Callable[[str], tuple[bool, str]]


def verify_files(
    call: Callable[..., tuple[dict[str, object], bytes]],
    paths: Sequence[Path],
    trust: Sequence[Path],
    known: Known | None = None,
) -> tuple[Verified, ...]:
    """Check signed letters in the reader process; ``known`` asks a casebook about the bytes."""
    pems = [_read(path).decode("ascii", "replace") for path in trust]
    return tuple(_verified(call, path, pems, known) for path in paths)


def _verified(
    call: Callable[..., tuple[dict[str, object], bytes]],
    path: Path,
    pems: list[str],
    known: Known | None,
) -> Verified:
    sha = hashlib.sha256(_read(path)).hexdigest()
    found, _ = call("verify", path, VERIFY_SECONDS, trust=pems)
    stands, sentence = known(sha) if known else (True, "")
    told = found.get("sentences")
    sentences = [str(line) for line in told] if isinstance(told, list) else []
    good = bool(found["good"]) and stands
    return Verified(
        path=path,
        good=good,
        signer=str(found["signer"]),
        signed_at=str(found["signed_at"]),
        intact=bool(found["intact"]),
        whole=bool(found["covers_whole"]),
        trusted=bool(found["trusted"]),
        fingerprint=str(found["fingerprint"]),
        casebook=sentence,
        sentences=(*sentences, *((sentence,) if sentence else ())),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise WrongUseError(f"{path} cannot be read: {error.strerror}", "Check the name.") from error


def _write(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        with _fresh(temporary, private=private) as write:
            write(data)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        message = f"{path} cannot be written: {error.strerror}"
        raise ReviewerError(message, "Choose another folder, or make room.") from error


@contextmanager
def _fresh(path: Path, *, private: bool) -> Iterator[Callable[[bytes], int]]:
    import os

    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    descriptor = os.open(path, flags, 0o600 if private else 0o666)
    with os.fdopen(descriptor, "wb") as file:
        yield file.write
        file.flush()
        os.fsync(file.fileno())
