"""Journey 4: share with colleagues, and check that all is as it was."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from reviewer.desk.board import is_known
from reviewer.desk.body_lines import ShareState
from reviewer.desk.settings import SHARE, SYNCED
from reviewer.desk.words.language import count, say
from reviewer.errors import Phrase, WrongUseError, ended
from reviewer.model import Evidence, Grade, Letter, Receipt, Search, Verdict, Version
from reviewer.model.whereabouts import HeldState, Where

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from reviewer.casebook import Fault
    from reviewer.desk.display import Report
    from reviewer.desk.letter_words import LetterWords
    from reviewer.desk.passages import Passages
    from reviewer.desk.session import Session
    from reviewer.errors import ShareError
    from reviewer.model import Kept
    from reviewer.sharing import Joined, Missing, Step, SyncReport


_AboutBody = Receipt | Version | Evidence | Search | Verdict | Grade | Letter
_ABOUT_BODIES = (Receipt, Version, Evidence, Search, Verdict, Grade, Letter)


def must_be_apart(share: Path, casebook: Path) -> None:
    """Of a share and a casebook neither lies in the other, which would be carried about as a part of it: WrongUseError."""
    place, own = share.resolve(), casebook.resolve()
    if place in own.parents:
        message = Phrase("The casebook {name} lies in the shared folder {share}", name=own.name, share=share)
        raise WrongUseError(message, "Keep the two apart, each in a folder of its own; nothing was written.")
    if any(os.path.exists(folder / "casebook.sqlite") for folder in (place, *place.parents)):  # noqa: PTH110  # of any name
        message = Phrase("{share} is a casebook or lies in one, so it is no shared folder", share=share)
        raise WrongUseError(message, "Name a folder beside it; nothing was written.")


def telling(progress: Report | None) -> Callable[[Step], None]:
    """Return what tells a person's progress of the steps of a sync."""

    def tell(step: Step) -> None:
        if progress:
            from reviewer.desk.display import Progress

            progress(Progress(step.done, step.total, step.name))

    return tell


class Sharing:
    """Syncs with a shared folder, and checks."""

    def __init__(self, session: Session, passages: Passages, words: LetterWords) -> None:
        """Share the session's casebook; ``words`` tells whether its signed letters say what their verdicts do."""
        self._words = words
        self._session, self._passages = session, passages
        self._share, self._synced = SHARE.of(session.folder), SYNCED.of(session.folder)
        self.missing: Missing | None = None
        """What the share lacked when this casebook was made of it; None where it was made before."""
        self.checked: tuple[Fault, ...] | None = None
        """What a check found just now, as the casebook was opened for it; told once."""
        self.failed: ShareError | None = None
        """What ended early the sync by which this casebook was made; None where nothing did."""

    def sync(
        self, share: Path, progress: Report | None = None, *, new: bool = False, merged: bool = False
    ) -> SyncReport:
        """Give the shared folder what it lacks and take what colleagues put there.

        ``new``: an empty folder is to become a share, though the casebook has been shared before; NewShareError where nobody said
        so. ``merged``: the file for colleagues without Reviewer is written now, not only once an hour.
        """
        from reviewer.desk.decided_anew import decided_anew_since, decided_by
        from reviewer.sharing import FolderShare, sync

        self._session.history.must_be_writable()
        self._session.home.check_share(share)
        must_be_apart(share, self._session.folder)

        before, casebook = self._session.case_now, self._session.casebook
        mine = decided_by(casebook, self._session.me.key)
        report = sync(
            casebook,
            FolderShare(share),
            telling(progress),
            clock=self._session.clock,
            new=new,
            merged=merged,
        )
        self.remember(share)
        notices = report.notices
        self._session.look_at_case()
        now = self._session.case_now
        # A screen may have looked while the sync went on. What was damaged came back, and nobody has amended it.
        if now is not before and (now.contested or not before.damaged):
            from reviewer.desk.words.amendments import synced_words

            notices += synced_words(now, before.case)
        from reviewer.desk.oddities import oddities_of
        from reviewer.desk.words.held import oddity_words

        if report.pulled and (anew := decided_anew_since(casebook, mine)):
            from reviewer.desk.words.decided_anew import decided_anew_words

            notices += decided_anew_words(anew, self._session.case, self._session.named)
        notices += tuple(map(oddity_words, oddities_of(casebook, self._session.clock())))
        colleagues = len(casebook.team.holding.colleagues())
        return replace(report, notices=notices, colleagues=colleagues)

    def joined(self, share: Path, joined: Joined) -> None:
        """Remember the shared folder that this casebook was made of, and what it did not give or what ended the sync early."""
        if joined.failed is None:
            self.remember(share)
        else:
            self._session.settings.put(self._share, share.resolve())
        self.missing = joined.report.missing if joined.report is not None else None
        self.failed = joined.failed

    def remember(self, share: Path) -> None:
        """Remember which shared folder this casebook goes to, and that it was synced with it now."""
        self._session.settings.put(self._share, share.resolve())
        self._session.settings.put(self._synced, self._session.clock())

    @property
    def synced(self) -> int:
        """When the last sync of this casebook went well (UTC µs); 0 where none did."""
        return self._session.settings.get(self._synced)

    def state(self) -> ShareState:
        """Say where the work is: on this laptop, or in the shared folder too. Whether colleagues hold it, ``desk.held`` says."""
        if self._session.passes:
            return ShareState(say("Merged file, reading only"), None, 0, HeldState(Where.UNKNOWN))
        share = self._session.settings.get(self._share)
        packs = self._session.casebook.packs
        unshared = packs.unshared()
        if share is None:
            return ShareState(say("On this laptop"), share, unshared)
        if unshared:
            words = count("{n:,} on this laptop only", "{n:,} on this laptop only", unshared)
            return ShareState(words, share, unshared)
        if packs.lacks_documents():
            return ShareState(say("Documents on this laptop only"), share, unshared)
        return ShareState(say("In the shared folder"), share, unshared, HeldState(Where.SHARE))

    def check(self, share: Path | None = None) -> tuple[Fault, ...]:
        """Check every hash, signature, file and anchor, and the share's when it is given."""
        faults, self.checked = self.checked, None
        problems = [*self._named(self._session.casebook.check() if faults is None else faults)]
        if problems:
            self._session.read_all_again()  # what stands may have been found wrongly until now
        problems += [*self._check_standing(), *self._check_letters()]
        if share is not None:
            from reviewer.sharing import FolderShare, check_share

            problems += check_share(self._session.casebook, FolderShare(share))
        return tuple(problems)

    def _named(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Say of each damaged record what it was about, once; what else is wrong as it was found."""
        from reviewer.casebook import Fault
        from reviewer.desk.words.damage import damage_remedy, damage_words

        case, people = self._session.case, self._session.people()
        damages = self._session.casebook.health.damages()
        for damage in damages:
            what = Phrase(
                "{damage} (Record {record}.)",
                damage=ended(damage_words(damage, case, people)),
                record=damage.record[:8],
            )
            yield Fault(what, damage_remedy(damage), record=damage.record)
        named = {damage.record for damage in damages}
        yield from (fault for fault in faults if fault.record not in named)

    def _check_standing(self) -> Iterator[Fault]:
        """Look at all that stands about bodies, one after another: passages where they are, then terms."""
        strange: list[Fault] = []
        framework, codes = self._session.case.framework, {body.code for body in self._session.case.bodies}
        record: Kept[_AboutBody]
        for record in chain.from_iterable(self._to_look_at(kind, codes) for kind in _ABOUT_BODIES):
            content: _AboutBody = record.content
            if isinstance(content, Evidence):
                yield from self._check_anchor(content, record.id)
            unknown = isinstance(content, Verdict | Grade) and not is_known(content, framework)
            if unknown or content.body not in codes:
                strange.append(_unknown(record))
        yield from strange

    def _to_look_at(self, kind: type[_AboutBody], codes: Collection[str]) -> Iterator[Kept[_AboutBody]]:
        """Give what stands of a kind and can be found wanting: whether a passage's document is here the tables say, and who it is about."""
        from reviewer.casebook import Beyond

        casebook = self._session.casebook
        if issubclass(kind, Verdict | Grade):
            return casebook.each_current(kind)
        return casebook.each_current(
            kind, Beyond(codes, set(casebook.files.all()) if kind is Evidence else ())
        )

    def _check_letters(self) -> Iterator[Fault]:
        """Name signed letters whose words are not what their verdicts say."""
        from reviewer.casebook import Fault

        names = {body.code: body.name for body in self._session.case.bodies}
        for record in self._session.casebook.current(Letter):
            if record.content.issued and self._words.differ(record.content):
                from reviewer.desk.words.letter_states import other_words_remedy, other_words_words

                what = other_words_words(names.get(record.content.body, record.content.body))
                yield Fault(what, other_words_remedy())

    def _check_anchor(self, content: Evidence, record: str) -> Iterator[Fault]:
        """Look whether the passage of a record (its id) is where it was, if its document is here."""
        passage = content.passage
        if not self._session.casebook.files.has(passage.document):
            return
        from reviewer.casebook import Fault, Severity
        from reviewer.desk.words.differences import difference_words

        again = self._passages.now(passage)
        which = Phrase("A passage of {body}, {criterion}", body=content.body, criterion=content.criterion)
        if again.gone:
            what = Phrase("{which} is lost: “{quote}”", which=which, quote=passage.quote[:60])
            yield Fault(what, "Open the criterion and tie it again, or untie it.", Severity.LOST)
        elif again.difference is not None:
            what = Phrase(
                "{which} reads differently now ({difference}): “{quote}”",
                which=which,
                difference=difference_words(again.difference),
                quote=passage.quote[:60],
            )
            remedy = Phrase(
                "Look at both on its card and confirm it, or: confirm CASEBOOK {id}.", id=record[:12]
            )
            yield Fault(what, remedy, Severity.NEAR)


def _unknown(record: Kept[_AboutBody]) -> Fault:
    """Name what stands in terms that this inspection does not have, and so counts for nothing."""
    from reviewer.casebook import Fault, Severity

    what = Phrase(
        "Record {id} is about {subject}, which this inspection does not know",
        id=record.id[:8],
        subject=record.subject[:60],
    )
    remedy = "It counts for nothing. Ask whoever recorded it, amend the case if it belongs there, or update Reviewer."
    return Fault(what, remedy, Severity.NOTICE)
