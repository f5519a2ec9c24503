"""The acts of writing a letter: change a paragraph, add one, take one's own words back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from reviewer.desk.drafts import OWN, new_key, order_after
from reviewer.desk.words.errors import error_words, what_happened
from reviewer.desk.words.objections import objection_lines
from reviewer.errors import ConflictError, ReviewerError
from reviewer.ui.latest import Latest
from reviewer.ui.letter.paragraph_editor import ParagraphDialog, Rest, Written
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel

if TYPE_CHECKING:
    from reviewer.desk import Desk
    from reviewer.desk.values import DraftBlock, LetterDraft


class LetterEditing(QObject):
    """Opens the editor on a paragraph of the draft that is shown, and keeps what is written."""

    def __init__(self, look: Look, session: SessionModel, parent: QWidget) -> None:
        """Dialogs stand before ``parent``."""
        super().__init__(session)
        self._look = look
        self._session = session
        self._window = parent
        self._settling = ""
        self._trying: Latest[tuple[str, ...]] = Latest(session.work, self.tr("Reading the paragraph"), self)

    def edit(self, draft: LetterDraft, key: str) -> None:
        """Edit the paragraph with this key."""
        block = next((each for each in draft.blocks if each.key == key), None)
        if block is None or self._session.refuses():
            return
        words = self._edited_words(block)
        written = Written(block.key, block.order, block.markdown, block.links, block.because)
        self._open(draft, written, words)

    def add(self, draft: LetterDraft, after: str) -> None:
        """Write a paragraph of one's own after the one with the key ``after``, or at the end."""
        if not self._session.refuses():
            self._open(draft, Written(new_key(), order_after(draft, after), ""), "")

    def _edited_words(self, block: DraftBlock) -> str:
        if not block.edited:
            return ""
        if block.key.startswith(OWN) or block.orphan:
            return self.tr("Remove this paragraph")
        return self.tr("Restore the composed paragraph")

    def _open(self, draft: LetterDraft, written: Written, restore: str) -> None:
        body, language = draft.body_code, self._session.language
        dialog = ParagraphDialog(self._look, written, self._rests(draft), self._window, restore=restore)
        dialog.tried.connect(lambda tried: self._try(dialog, body, language, tried))
        dialog.write_wanted.connect(lambda done: self._keep(dialog, body, language, done))
        dialog.restore_wanted.connect(lambda: self._restore(dialog, body, language, written.key))
        self._settling = ""
        dialog.open()
        if restore:
            self._try(dialog, body, language, written)

    def _rests(self, draft: LetterDraft) -> tuple[Rest, ...]:
        view, framework = self._session.view, self._session.desk.case.framework
        made = []
        for key, record in draft.verdicts:
            criterion = framework.criterion(key)
            verdicts = view.criteria[key].verdicts if view else ()
            finding = framework.finding(verdicts[0].content.finding).label if verdicts else ""
            made.append(Rest(record, f"{framework.number(key)}  {criterion.title}: {finding}"))
        return tuple(made)

    # --- while it is written, and after -------------------------------------------------------------

    def _try(self, dialog: ParagraphDialog, body: str, language: str, tried: Written) -> None:
        def job(desk: Desk) -> tuple[str, ...]:
            try:
                return objection_lines(
                    desk.drafts.would_block(
                        body, tried.key, tried.order, tried.markdown, language, tried.links, tried.because
                    )
                )
            except ReviewerError as error:  # such as a link that no letter may have
                return (error_words(error),)

        desk = self._session.desk
        self._trying.ask(
            lambda _ticket: job(desk),
            lambda lines: dialog.object_to(tried, lines) if Shiboken.isValid(dialog) else None,
        )

    def _keep(self, dialog: ParagraphDialog, body: str, language: str, done: Written) -> None:
        resolve = self._settling == done.key
        try:
            self._session.desk.drafts.edit(
                body, done.key, done.order, done.markdown, language, done.links, done.because, resolve=resolve
            )
        except ConflictError as error:
            self._settling = done.key
            dialog.stay_open(
                self.tr("{} Save again to settle it with these words.").format(what_happened(error))
            )
            return
        except ReviewerError as error:
            dialog.stay_open(error_words(error))
            return
        self._close(dialog)

    def _restore(self, dialog: ParagraphDialog, body: str, language: str, key: str) -> None:
        try:
            self._session.desk.drafts.restore(body, key, language)
        except ReviewerError as error:
            dialog.stay_open(error_words(error))
            return
        self._close(dialog)

    def _close(self, dialog: ParagraphDialog) -> None:
        dialog.accept()
        self._session.messages.clear()
        self._session.refresh()
