"""The sections of the window in which a case folder is filled in, each with its page."""

from __future__ import annotations

from reviewer.desk.case_fields import INSPECTION_FIELDS, LETTER_FIELDS, SENDER_FIELDS, Rows
from reviewer.desk.case_languages import with_languages
from reviewer.desk.case_pointing import Pointed
from reviewer.desk.words.language import say
from reviewer.ui.look import Look
from reviewer.ui.new_case.bodies import BodiesPage
from reviewer.ui.new_case.field_page import FieldPage
from reviewer.ui.new_case.languages import LanguagesPage
from reviewer.ui.new_case.model import CaseModel
from reviewer.ui.new_case.rows import RowsPage

Page = FieldPage | RowsPage | BodiesPage | LanguagesPage


def sections_of(look: Look, model: CaseModel) -> dict[str, Page]:
    """Return the page of each section by its name, in order; those of single fields follow the languages that there are."""
    plain = {
        say("Inspection"): INSPECTION_FIELDS,
        say("Sender and signatory"): SENDER_FIELDS,
        say("Letter"): LETTER_FIELDS,
    }
    single = {name: FieldPage(look, model) for name in plain}

    def show() -> None:
        for name, fields in plain.items():
            single[name].show_fields(tuple(with_languages(fields, model.case.fields.languages)))

    show()
    model.languages_changed.connect(show)
    first, second, letter = single.items()
    return dict((
        first,
        second,
        (say("Questions"), RowsPage(look, model, Rows.CRITERIA)),
        (say("Answers"), RowsPage(look, model, Rows.FINDINGS)),
        (say("Grades"), RowsPage(look, model, Rows.CATEGORIES)),
        (say("Bodies"), BodiesPage(look, model)),
        letter,
        (say("Languages"), LanguagesPage(look, model)),
    ))  # fmt: skip


def has_field(page: Page, where: Pointed) -> bool:
    """Tell whether what a fault is about is on a page."""
    if where.field is None or isinstance(page, BodiesPage):
        return False
    return where.field in page.controls if isinstance(page, FieldPage) else page.is_of(where.field)
