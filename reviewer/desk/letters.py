"""Journey 3, issuing: letters written to files, signed, kept and verified."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from reviewer.desk.display import (
    Cancelled,
    IdentityView,
    LetterMade,
    LetterOutcome,
    Progress,
    Report,
    Superseded,
    Verified,
)
from reviewer.desk.drafts import Drafts
from reviewer.desk.files import free_name, make_folder, refuse_taken, write_file
from reviewer.desk.letter_places import LetterNow, Place
from reviewer.desk.letter_states import LetterStates
from reviewer.desk.letter_words import look_of
from reviewer.desk.letterbook import Letterbook
from reviewer.desk.outdated import Outdated
from reviewer.desk.outside import new_identity, open_identity, show_identity
from reviewer.desk.printing import printed
from reviewer.desk.session import Session
from reviewer.desk.signing import Foreseen, Signing, names_signatory, open_signing, signed_role
from reviewer.desk.standing import Standings
from reviewer.desk.verifying import Recorded, verify_files
from reviewer.desk.words.amendments import left_behind_words
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.desk.words.letter_states import found_words
from reviewer.desk.words.letters import (
    damaged_letter_words,
    superseded_words,
    untold_letter_words,
    withdrawn_words,
)
from reviewer.errors import CancelledError, NotReadyError, PaperError, StandsError, WrongUseError
from reviewer.model import Kept, Letter, LetterState, Role, Withdrawn
from reviewer.model.objections import Objection
from reviewer.review import Standing


def _refuse_role(role: str) -> None:
    if role.strip():
        message = "Only a letter that is signed is signed by a deputy"
        raise WrongUseError(message, "Give the identity too, or leave the deputy's role out.")


class Letters:
    """Writes, signs and verifies letters. A signed one is kept in the casebook, byte for byte."""

    def __init__(
        self,
        session: Session,
        standings: Standings,
        letterbook: Letterbook,
        drafts: Drafts,
        outdated: Outdated,
        states: LetterStates,
    ) -> None:
        """Issue what ``drafts`` composes.

        ``outdated`` says what the case says otherwise by now than a letter, ``states`` what became of the signed ones.
        """
        self._states = states
        self._session, self._standings = session, standings
        self._letterbook, self._drafts, self._outdated = letterbook, drafts, outdated

    def standing_letter(self, body: str, language: str = "") -> LetterNow | None:
        """Return the signed letter that stands in a language, if any, and how. Reads its file the first time."""
        code = self._session.body(body).code
        return self._states.standing(code, language, self._standings.by_rules(code))

    def compare(self, letters: Iterable[Letter]) -> bool:
        """Compare the words of signed letters with their verdicts; tell whether any could be. Reads their files."""
        return sum(self._states.compare(letter) for letter in letters) > 0

    def write(
        self,
        body: str,
        out: Path,
        identity: Path | None = None,
        password: str = "",
        language: str = "",
        *,
        role: str = "",
        because: str = "",
        replace: bool = False,
    ) -> LetterMade:
        """Write a body's letter to a .pdf, .html or .txt; with an identity, sign it for good.

        A signed letter is kept in the casebook, byte for byte, before it is written to ``out``. Nothing is signed where the
        certificate does not name the signatory and no ``role`` says as what its owner signs (OtherSignerError), where another
        signed letter stands and ``because`` does not say why this one takes its place (StandsError), nor where a file is there
        already and ``replace`` is not said (TakenError).
        """
        if identity is None:
            _refuse_role(role)
            return self._unsigned(body, out, language, replace=replace)
        if out.suffix.lower() != ".pdf":
            raise WrongUseError("Only a PDF can be signed", "Write to {name}.", name=f"{out.stem}.pdf")
        self._session.history.must_be_writable()
        code, signing = self._session.body(body).code, self._signing(identity, password, role)
        stands = self._drafts.ready(code, signing=True, language=language)
        issued = self._issued_before(code, language, signing, stands)
        if issued is None:
            if not replace:  # first: what is signed is signed, wherever it can be written
                refuse_taken(out)
            issued = self._sign(code, language, stands, signing, because)
        write_file(out, self._bytes(issued.issued), replace=replace)
        return LetterMade(code, out, issued.issued, issued, self._doubts(code, stands, language))

    def foresee(
        self, body: str, identity: Path, password: str = "", language: str = "", role: str = ""
    ) -> Foreseen:
        """Open an identity and tell what signing a body's letter with it would do; nothing is signed. IdentityError as ``write``."""
        code, signatory = self._session.body(body).code, self._session.case.inspection.signatory
        opened = open_identity(identity, password, self._session.now())
        deputy = not names_signatory(opened.name, signatory)
        known = signed_role(role, signatory) if deputy else ""
        again = self._unchanged(code, language, opened.fingerprint, known)
        stands = () if again else self.superseded(code, language)
        return Foreseen(opened.name, opened.fingerprint, signatory.name, deputy, again is not None, stands)

    def _unsigned(self, body: str, out: Path, language: str, *, replace: bool) -> LetterMade:
        data, twin_of = self._rendered(body, out.suffix.lower(), language)
        write_file(out, data, replace=replace)
        return self._not_signed(self._session.body(body).code, out, data, twin_of, language)

    def _not_signed(
        self, code: str, out: Path, data: bytes, twin_of: Letter | None, language: str
    ) -> LetterMade:
        """Tell what was written without an identity: a draft, or the twin of a signed letter."""
        letters = self._letterbook.standing_letters(code, language)
        beside = letters[-1].content if letters and twin_of is None else None
        sha = hashlib.sha256(data).hexdigest()
        return LetterMade(code, out, sha, twin_of=twin_of, beside=beside)

    def _bytes(self, issued: str) -> bytes:
        return self._session.casebook.files.path(issued).read_bytes()

    def rendered(self, body: str, suffix: str, language: str = "") -> bytes:
        """Return a draft as ``.pdf``, ``.html`` or ``.txt``, marked as one; WrongUseError for another suffix.

        The HTML and text of a letter that stands as it was signed are its twins, and no drafts.
        """
        return self._rendered(body, suffix, language)[0]

    def _rendered(self, body: str, suffix: str, language: str) -> tuple[bytes, Letter | None]:
        """Return what is written without an identity, and the signed letter that it is the twin of, if it is one."""
        from reviewer.letters import paper_of, text_of

        draft = self._drafts.draft(body, language)
        now = self.standing_letter(body, language) if suffix != ".pdf" else None
        issued = now.record.content if now is not None and now.place is Place.STANDS else None
        look = look_of(issued) if issued else None
        if suffix == ".txt":
            return text_of(draft, look, issued=issued is not None).encode(), issued
        return printed(paper_of(draft, look, issued=issued is not None), suffix), issued

    def _signing(self, path: Path, password: str, role: str) -> Signing:
        return open_signing(
            path, password, self._session.now(), self._session.case.inspection.signatory, role
        )

    def _issued_before(self, code: str, language: str, signing: Signing, stands: Standing) -> Letter | None:
        """A letter that nothing has changed is not signed twice: its bytes are handed out again."""
        earlier = self._unchanged(code, language, signing.identity.fingerprint, signing.role, stands)
        return earlier if earlier and self._session.casebook.files.verified(earlier.issued) else None

    def _unchanged(
        self, code: str, language: str, fingerprint: str, role: str, stands: Standing | None = None
    ) -> Letter | None:
        """Return the letter that stands as it would be signed now, by the same certificate in the same role."""
        now = stands or self._standings.by_rules(code)
        for record in self._letterbook.standing_letters(code, language):
            letter = record.content
            same = letter.signer == fingerprint and letter.role == role
            if same and self._states.of(record, now).place is Place.STANDS:
                return letter
        return None

    def doubts(self, body: str, language: str = "") -> tuple[Objection, ...]:
        """Return what a person is to look at in a letter's words before it is signed: it may be meant, and blocks nothing."""
        code = self._session.body(body).code
        return self._doubts(code, self._standings.standing_of(code), language)

    def _doubts(self, code: str, stands: Standing, language: str) -> tuple[Objection, ...]:
        if stands.blocks_draft:
            return ()
        if not self._letterbook.edited(code, language):  # only the case's own words stand there
            return self._drafts.doubts(code, language, stands)
        key = self._letterbook.language_key(language)
        return tuple(each for each in stands.doubts if each.language == key)

    def superseded(self, body: str, language: str = "") -> tuple[Superseded, ...]:
        """Return the signed letters in whose place another one would be put that is signed now; two are a conflict."""
        code = self._session.body(body).code
        people, me = self._session.people(), self._session.me.key
        return tuple(
            Superseded(
                name=self._session.body(code).name,
                who=people.get(record.author, ""),
                at=record.content.signed_at or record.at,
                signed_by=record.content.signed_by,
                role=record.content.role,
                signed_for=record.content.signed_for,
                own=record.author == me,
            )
            for record in self._letterbook.standing_letters(code, language)
        )

    def _sign(self, code: str, language: str, stands: Standing, signing: Signing, because: str) -> Letter:
        """Sign a letter and keep it; returns its record. CasebookError, and nothing is made, for whom it would not count."""
        from reviewer.casebook import subject
        from reviewer.letters import paper_of, sign

        self._session.casebook.team.must_cover(self._session.me.key, Role.SIGNATORY)
        before = self.superseded(code, language)
        if before and not because.strip():
            raise StandsError("; ".join(map(superseded_words, before)), "Say why another takes its place.")
        rests_on = self._standings.rests_on(code, language, stands)
        self._must_be_signed(code, language, rests_on)
        draft = self._drafts.checked(code, language, stands)
        look = signing.look
        data = sign(printed(paper_of(draft, look), ".pdf"), signing.identity, signing.at, look.signed)
        name = self._letterbook.name(language)
        content = Letter(
            code,
            name,
            LetterState.SIGNED,
            language,
            self._session.casebook.files.put(data),
            signing.identity.fingerprint,
            rests_on,
            self._session.case_now.record,
            because=because.strip() if before else "",
            signed_by=signing.identity.name,
            signed_at=int(signing.at.timestamp()) * 1_000_000,  # as the signature has it: to the second
            role=signing.role,
            signed_for=signing.signatory if signing.role else "",
        )
        self._session.history.put(content, subject.letter(code, name), resolve=True)
        return content

    def _must_be_signed(self, code: str, language: str, records: Sequence[str]) -> None:
        """Check each record that a letter rests on, and its save's signature, once more: a letter leaves the house."""
        if self._session.casebook.health.unproven(records):
            self._session.read_all_again()
            self._drafts.ready(code, signing=True, language=language)  # it names what is damaged
            message = "The letter to {name} was not signed: what it rests on does not hold"
            remedy = "Check the casebook: it names what is damaged."
            raise NotReadyError(message, remedy, (), name=self._session.body(code).name)

    def withdraw(self, body: str, because: str, language: str = "") -> str:
        """Take a signed letter back, for good, with a reason; returns the SHA-256 of its bytes, which are kept.

        WrongUseError without a reason, or where no signed letter stands.
        """
        from reviewer.casebook import subject

        code = self._session.body(body).code
        self._letterbook.language(language)
        letters = self._letterbook.standing_letters(code, language)
        if not letters:
            message = "No signed letter to {name} stands, so none was withdrawn"
            remedy, name = "Look at what there was: history CASEBOOK {code}.", self._session.body(code).name
            raise WrongUseError(message, remedy, name=name, code=code)
        if not because.strip():
            raise WrongUseError("A signed letter is withdrawn with a reason", "Say why.")
        where = subject.letter(code, self._letterbook.name(language))
        self._session.history.put(Withdrawn(because.strip()), where, resolve=True)
        return letters[-1].content.issued

    def write_all(
        self,
        out: Path,
        identity: Path | None = None,
        password: str = "",
        language: str = "",
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        *,
        role: str = "",
        because: str = "",
        replace: bool = False,
    ) -> tuple[LetterOutcome, ...]:
        """Write the letter of every body that is ready into a folder; the others say what is left.

        A file is called BODY.pdf, in a second language BODY.cy.pdf; where another letter has that name, BODY-2.pdf, unless
        ``replace`` is said. ``role`` and ``because`` are those of ``write``, for all of them.
        """
        if identity is None:
            _refuse_role(role)
        signing = self._signing(identity, password, role) if identity else None
        self._letterbook.language(language)
        make_folder(out)
        outcomes = []
        for done, body in enumerate(self._session.case.bodies, start=1):
            if cancelled and cancelled():
                raise CancelledError("Writing letters was stopped; {done} are done", "", done=done - 1)
            path = out / self._letterbook.file_name(body.code, language)
            outcomes.append(self._outcome(body.code, path, signing, language, because, replace=replace))
            if progress:
                progress(Progress(done, len(self._session.case.bodies), body.name))
        return tuple(outcomes)

    def _outcome(
        self, code: str, path: Path, signing: Signing | None, language: str, because: str, *, replace: bool
    ) -> LetterOutcome:
        try:
            made = self._made(code, path, signing, language, because, replace=replace)
        except NotReadyError as error:
            return LetterOutcome(code, None, error.blockers)
        except (
            PaperError,
            StandsError,
        ) as error:  # one name that cannot be printed is no reason to keep the others waiting
            return LetterOutcome(code, None, (error_words(error),))
        return LetterOutcome(code, made, ())

    def _made(
        self, code: str, path: Path, signing: Signing | None, language: str, because: str, *, replace: bool
    ) -> LetterMade:
        if signing is None:
            data, twin_of = self._rendered(code, path.suffix, language)
            out = self._written(path, data, replace=replace)
            return self._not_signed(code, out, data, twin_of, language)
        stands = self._drafts.ready(code, signing=True, language=language)
        before = self._issued_before(code, language, signing, stands)
        issued = before or self._sign(code, language, stands, signing, because)
        out = self._written(path, self._bytes(issued.issued), replace=replace)
        return LetterMade(code, out, issued.issued, issued, self._doubts(code, stands, language))

    def _written(self, path: Path, data: bytes, *, replace: bool) -> Path:
        """Write a file of many, by another name where another letter has its own; returns where it is."""
        out = path if replace else free_name(path, data)
        write_file(out, data, replace=replace)
        return out

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
                held = [k for k in self._letterbook.history(body.code, language) if k.content.issued == sha]
                if held:
                    records = {record.id for record in self._letterbook.standing_letters(body.code, language)}
                    record = next((record for record in held if record.id in records), held[-1])
                    return self._still_stands(record, body.name)
        if said := self._letters_damaged():
            return Recorded(held=False, stands=False, body="", sentence=said)
        return Recorded(held=False, stands=False, body="", sentence=say("It is no letter of this casebook."))

    def _letters_damaged(self) -> str:
        """Say that a letter's record is damaged, so that nobody can tell whether these bytes are its; "" where none is."""
        damages = self._session.casebook.health.damages()
        of_letters = [each for each in damages if not each.subject or each.subject.startswith("letter:")]
        said = self._session.damaged_words(of_letters)
        words = "Whether it is a letter of this casebook cannot be told: {what}"
        return say(words, what=said) if said else ""

    def _still_stands(self, record: Kept[Letter], name: str) -> Recorded:
        """Tell what this casebook says of a letter that it holds."""
        now = self._states.of(record, self._standings.by_rules(record.content.body))
        stands = now.place in {Place.STANDS, Place.UNCOMPARED, Place.AMENDED}
        return Recorded(held=True, stands=stands, body=name, sentence=self._told(now, name))

    def _told(self, now: LetterNow, name: str) -> str:
        if taken := now.withdrawal:
            who = self._session.named(taken.author)
            return withdrawn_words(name, who, taken.at, taken.content.because)
        if now.place is Place.DAMAGED:
            return damaged_letter_words(name, self._session.damaged_words(now.damages))
        if now.place is Place.UNTOLD:
            return untold_letter_words(name, self._session.damaged_words(now.damages))
        if now.place is Place.AMENDED:  # it keeps the facts of its date
            changes = self._outdated.changes(now.record.content)
            return left_behind_words(name, changes, self._session.case)
        return found_words(now.place, name)
