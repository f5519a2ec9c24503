"""What works the screen of pieces: shows those of the chosen body, goes from one to the next, records what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from reviewer.desk.piece_groups import group_of, in_groups
from reviewer.desk.pieces import Piece
from reviewer.desk.snapshot import Snapshot
from reviewer.desk.words.language import say
from reviewer.model import Span
from reviewer.ui.actions.action import Scope
from reviewer.ui.actions.listener import listen
from reviewer.ui.actions.reasons import cannot_record
from reviewer.ui.document.document_source import Range, on_its_page
from reviewer.ui.latest import Latest
from reviewer.ui.pieces.ask_force import Asking
from reviewer.ui.pieces.model import PieceList
from reviewer.ui.pieces.pictures import PiecePictures
from reviewer.ui.pieces.side import Shown
from reviewer.ui.pieces.tiles import SIZES
from reviewer.ui.pieces.view import PiecesView
from reviewer.ui.pieces.words import looked_at, title_words
from reviewer.ui.screen import Context
from reviewer.ui.ticks import once_a_press

if TYPE_CHECKING:
    from reviewer.desk import Desk

ARROWS = ("←", "↑", "↓", "→")
HINTS = ("see", "type", "ask", "full", "open", "next")


@dataclass(frozen=True, slots=True)
class BodyPieces:
    """What was looked up: the pieces of a body, how many are left of the others (name and number, by code), why none is tried, "" where any is.

    ``documents`` are how many of the body are in the review, ``not_here`` those of them that have not been read on this laptop.
    """

    body: str
    pieces: tuple[Piece, ...]
    others: Mapping[str, tuple[str, int]]
    why_not_recognised: str = ""
    documents: int = 0
    not_here: int = 0


class PiecesController:
    """Its acts are done to the piece that one is at."""

    def __init__(self, context: Context) -> None:
        """Work for the casebook that is open."""
        self._context, self._session = context, context.session
        self.model = PieceList()
        self.view = PiecesView(context.look, self.model, context.actions, self._hints())
        self._pictures = PiecePictures(self._session.desk.pages, self._came, self.view)
        self._sharp: dict[str, QImage] = {}
        self._pieces = BodyPieces("", (), {})
        self._shown = Shown()
        self._wanted: tuple[str, str] | None = None  # a document and a place in it, to go to once it is there
        self._at = ""  # the key of a piece to go to when the wall is filled
        self._wall_wanted = False  # as soon as there is something on it
        self._asked: Latest[BodyPieces] = Latest(
            self._session.work, say("Looking up what could not be read"), self.view
        )
        self._asking = Asking(context.look, self._session, context.window, self.view)
        listen(context.actions, self.view.wall, Scope.TABLE)
        listen(context.actions, self.view.full, Scope.TABLE)
        for shown in (self.view.wall, self.view.full):
            once_a_press(shown, Qt.Key.Key_S)
        self.view.wall.entered.connect(lambda _key: self._show_piece())
        self.view.wall.wanted.connect(self._pictures.want)
        self.view.wall.doubleClicked.connect(lambda _index: self.open())
        self.view.side.shown_wanted.connect(self._show)
        self.view.side.body_wanted.connect(self._session.choose_body)
        self.view.card.typed.connect(self.keep_typed)
        self.view.card.writing_left.connect(self.view.wall.setFocus)
        self.view.card.criterion_wanted.connect(
            lambda key: context.go("desk", {"body": self._pieces.body, "criterion": key})
        )

    def _hints(self) -> list[tuple[tuple[str, ...], str]]:
        acts = (self._context.actions[f"pieces.{name}"] for name in HINTS)
        return [(ARROWS, say("move")), *(((self._context.actions.key(act.id),), act.short) for act in acts)]

    # --- what is shown -----------------------------------------------------------------------------

    def refresh(self, snapshot: Snapshot) -> None:
        """Look up again what the chosen body has, and what is left of the others."""
        body = snapshot.body
        views = list(snapshot.view.criteria.values()) if snapshot.view else []
        self.view.card.show_absences([view for view in views if view.search and view.search_gaps])
        if not body:
            self._take(BodyPieces("", (), {}))
            return
        desk = self._session.desk
        self._asked.ask(lambda _ticket: _look_up(desk, body), self._take)

    def _take(self, contents: BodyPieces) -> None:
        same = contents.body == self._pieces.body
        if not same:
            self._shown = Shown()
        self._pieces = contents
        self._take_wanted()
        if not self._chosen():
            self._shown = Shown()  # the last of that group is done
        name = self._session.desk.session.body(contents.body).name if contents.body else ""
        self.view.side.show_body(name, contents.pieces, contents.others, self._shown)
        self.view.show_warning(contents.why_not_recognised if contents.pieces else "")
        self._fill(hold=same)

    def _show(self, shown: Shown) -> None:
        if shown != self._shown:
            self._shown = shown
            self._fill()

    def _chosen(self) -> Sequence[Piece]:
        shown = self._shown
        ordered = [piece for those in in_groups(self._pieces.pieces).values() for piece in those]
        return [
            piece
            for piece in ordered
            if (shown.group is None or group_of(piece) is shown.group)
            and (not shown.document or piece.document == shown.document)
        ]

    def _fill(self, *, hold: bool = False) -> None:
        """Put the pieces on the wall; ``hold`` one of which something is being typed, should it have been read meanwhile."""
        before, row = self.view.wall.current(), self.view.wall.currentIndex().row()
        pieces = [*self._chosen()]
        if hold and before and self.view.card.is_writing and all(each.key != before.key for each in pieces):
            pieces.insert(max(row, 0), before)
        self.model.show(pieces)
        wanted, self._at = self._at or (before.key if before else ""), ""
        if pieces and not self.view.wall.go_to(wanted):
            self.view.wall.go_to(pieces[min(max(row, 0), len(pieces) - 1)].key)
        looked, asked = looked_at(self._pieces.pieces)
        self.view.show_counts(looked, asked, len(self._pieces.pieces) - asked)
        self.view.nothing.setText(self._nothing())
        if not pieces:
            self.view.stack.setCurrentWidget(self.view.nothing)
        elif self.view.stack.currentWidget() is self.view.nothing:
            self.view.stack.setCurrentWidget(self.view.wall)
        if pieces and self._wall_wanted:
            self._wall_wanted = False
            if self.view.side.list.hasFocus():
                self.view.wall.setFocus()
        self._show_piece()

    def _nothing(self) -> str:
        if not self._pieces.body:
            return say("Choose one in the list on the desk to see what of its documents could not be read.")
        if not self._pieces.documents:
            return say("None of its documents is in the review. Receive some, or include one that came late.")
        if self._pieces.not_here:
            return say(
                "Not all of its documents have been read on this laptop yet. What could not be read stands here then."
            )
        return say("All of its documents in the review were read: there is nothing to look at.")

    def _show_piece(self) -> None:
        piece = self.view.wall.current()
        row = self.view.wall.currentIndex().row()
        picture = None
        if piece is not None:
            picture = self._sharp.get(piece.key) or self.model.pictures.get(piece.key)
            if piece.key not in self._sharp:
                self._pictures.want_sharp(piece)
        self.view.card.show_piece(piece, (row + 1, self.model.rowCount()), picture)
        if self.view.stack.currentWidget() is self.view.full:
            self._show_full()
        self._context.actions.look_again()

    def _came(self, key: str, picture: QImage, sharp: bool) -> None:
        if sharp:
            self._sharp = {key: picture}  # large ones are many megabytes: the one that is looked at
        if not sharp or key not in self.model.pictures:
            self.model.keep(key, picture)
        piece = self.view.wall.current()
        if piece is not None and piece.key == key:
            self.view.card.show_picture(piece, self._sharp.get(key) or picture)
            if self.view.stack.currentWidget() is self.view.full:
                self._show_full()

    def _show_full(self) -> None:
        piece = self.view.wall.current()
        picture = None if piece is None else self._sharp.get(piece.key) or self.model.pictures.get(piece.key)
        if piece is not None and picture is not None:
            self.view.full.show_picture(picture, title_words(piece))

    # --- where one is ------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """Go to the wall, or to what stands for it."""
        here = bool(self.model.rowCount())
        self._wall_wanted = not here
        (self.view.wall if here else self.view.side.list).setFocus()

    def go_to(self, key: str) -> None:
        """Go to a piece, if it is shown."""
        self.view.wall.go_to(key)

    def show_document(self, document: str, place: str) -> None:
        """Show the pieces of a document (SHA-256) alone, and go to the one at a place, or on the page that this is on."""
        self._wanted = (document, place)
        self._take(self._pieces)

    def _take_wanted(self) -> None:
        """Do so if the document's pieces are known; else when they are."""
        if self._wanted is None:
            return
        document, place = self._wanted
        pieces = [piece for piece in self._pieces.pieces if piece.document == document]
        if not pieces:
            return
        self._wanted, self._shown = None, Shown(document=document)
        here = [piece for piece in pieces if piece.place and _page(piece.place) == _page(place)]
        exact = [piece for piece in here if piece.place == place]
        self._at = (exact or here or pieces)[0].key

    def go_to_next(self) -> None:
        """Go to the next piece that is to be looked at, from the first again behind the last."""
        pieces, at = self.model.pieces, self.view.wall.currentIndex().row()
        following = [*pieces[at + 1 :], *pieces[: at + 1]]
        left = next((piece for piece in following if piece.to_look_at), None)
        if left is None:
            self._session.messages.tell(say("None of these is left to look at."))
        else:
            self.view.wall.go_to(left.key)

    def turn_full(self) -> None:
        """Show the piece in full size, or the wall again."""
        full = self.view.stack.currentWidget() is self.view.full
        if not full:
            self._show_full()
        self.view.stack.setCurrentWidget(self.view.wall if full else self.view.full)
        (self.view.wall if full else self.view.full).setFocus()

    def why_not_leave_full(self) -> str:
        """Return why there is no full size to leave."""
        shown = self.view.stack.currentWidget() is self.view.full
        return "" if shown else say("The wall is shown already.")

    def open(self) -> None:
        """Open the piece in its document, on the desk."""
        piece = self.view.wall.current()
        if piece is not None:
            place = Span(piece.document, piece.place)
            self._context.go("desk", {"body": self._pieces.body, "place": place, "focus": True})

    def resize_tiles(self, way: int) -> None:
        """Show larger (1) or smaller (-1) pictures on the wall."""
        self.view.wall.show_size(self.view.wall.size_number + way)
        self._context.actions.look_again()

    def why_not_resize(self, way: int) -> str:
        """Return why the pictures can't be larger (1) or smaller (-1)."""
        if 0 <= self.view.wall.size_number + way < len(SIZES):
            return ""
        return say("They are as large as they get.") if way > 0 else say("They are as small as they get.")

    # --- what is done ------------------------------------------------------------------------------

    def why_not_open(self) -> str:
        """Return why there is no piece to do anything with."""
        return "" if self.view.wall.current() else say("There is no piece here.")

    def why_not_see(self) -> str:
        """Return why it can't be said that nothing is there."""
        piece = self.view.wall.current()
        if piece is None:
            return self.why_not_open()
        if piece.waits:
            return say("It waits for recognition: until that was tried nobody can say that nothing is there.")
        if piece.locked:
            return say("It is locked: P opens it with its password; until then nobody has looked at it.")
        return cannot_record(self._session)

    def why_not_type(self) -> str:
        """Return why it can't be typed out."""
        piece = self.view.wall.current()
        if piece is None:
            return self.why_not_open()
        if not piece.can_be_typed:
            return say("Only a page or a picture can be typed out: open the document instead.")
        return cannot_record(self._session)

    def why_not_take_back(self) -> str:
        """Return why there is nothing to take back."""
        piece = self.view.wall.current()
        if piece is None:
            return self.why_not_open()
        done = piece.seen or piece.transcribed
        return cannot_record(self._session) if done else say("Nothing was recorded of this piece.")

    def why_not_ask(self) -> str:
        """Return why it can't be asked for."""
        piece = self.view.wall.current()
        if piece is None:
            return self.why_not_open()
        waits = piece.waits
        return say("It waits for recognition, and may yet be read.") if waits else ""

    def ask(self) -> None:
        """Ask the sender for it, and for others with it, in another form: a note to copy or to write to a file."""
        piece = self.view.wall.current()
        if piece is not None:
            self._asking.ask(self._pieces.body, piece, self._pieces.pieces)

    def see(self) -> None:
        """Record that nothing in the piece bears on a criterion, and go to the next."""
        piece, body = self.view.wall.current(), self._pieces.body
        if piece is None:
            return
        if piece.to_look_at:
            self._session.act(lambda desk: desk.pieces.see(body, [piece.key]))
        self.go_to_next()

    def why_not_keep(self) -> str:
        """Return why there is nothing to keep."""
        return "" if self.view.card.is_writing else self.why_not_see()

    def keep(self) -> None:
        """Keep what is typed, or that the piece was seen."""
        if self.view.card.is_writing:
            self.keep_typed(self.view.card.text.toPlainText())
        else:
            self.see()

    def type_out(self) -> None:
        """Open the field for what the piece says."""
        self.view.card.start_writing()

    def keep_typed(self, text: str) -> None:
        """Keep what was typed, and go on on the wall."""
        piece, body = self.view.wall.current(), self._pieces.body
        if piece is None:
            return
        done = self._session.act(lambda desk: (desk.pieces.transcribe(body, piece.key, text), True))
        if done is not None:
            self.view.card.writing.hide()
            self.view.wall.setFocus()
            self.go_to_next()

    def take_back(self) -> None:
        """Take back that the piece was seen, and what was typed of it."""
        piece, body = self.view.wall.current(), self._pieces.body
        if piece is None:
            return

        def take(desk: Desk) -> bool:
            if piece.transcribed:
                desk.pieces.transcribe(body, piece.key, "")
            if piece.seen:
                desk.history.withdraw(piece.seen.id)
            return True

        self._session.act(take)

    def close(self) -> None:
        """Let threads and acts go."""
        self._context.actions.drop(self)
        self._pictures.close()


def _page(place: str) -> str:
    """Return the page or part that a layer or picture stands on."""
    return on_its_page(Range(place, 0, 0)).place


def _look_up(desk: Desk, body: str) -> BodyPieces:
    others = {
        other.code: (other.name, desk.pieces.counts(other.code).to_look_at)
        for other in desk.case.bodies
        if other.code != body
    }
    documents = {record.content.document for record in desk.reading.in_review(body)}
    not_here = len(documents) - len(desk.reading.summaries(documents))
    why_not = desk.pieces.why_not_recognised
    return BodyPieces(body, desk.pieces.of(body), others, why_not, len(documents), not_here)
