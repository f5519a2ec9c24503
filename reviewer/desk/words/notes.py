"""The words for what else is in a file than its text shows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.words.language import count, say
from reviewer.desk.words.problems import problem_alone
from reviewer.desk.words.templates import Said, filled
from reviewer.model.notes import Note, NoteCode
from reviewer.model.problems import Problem, Reason

NOTES: Mapping[NoteCode, Said] = MappingProxyType({
    NoteCode.UNLOCKED: Said("It was locked with a password."),
    NoteCode.AND_MORE: Said("And more of the same."),

    NoteCode.TRACKED_CHANGES: Said(
        "Tracked changes, listed in the part “tracked changes”; the text is shown with all of them accepted."
    ),
    NoteCode.INSERTED_TEXT: Said("Text put in with change tracking; it is shown as ordinary text."),
    NoteCode.HIDDEN_TEXT: Said("Hidden text, in the part “hidden text”."),
    NoteCode.DELETED_TEXT: Said(
        "Deleted text that is still in the file, in the part “deleted text (tracked changes)”."
    ),
    NoteCode.COMMENTS: Said("Comments, in the part “comments”."),
    NoteCode.HIDDEN_SHEETS: Said("{sheets}, shown here and labelled so."),
    NoteCode.HIDDEN_SLIDES: Said("{slides}, shown here and labelled so."),
    NoteCode.HIDDEN_ROWS: Said("{rows}, shown here like any other."),
    NoteCode.HIDDEN_COLUMNS: Said("{columns}, shown here like any other."),
    NoteCode.HIDDEN_ROWS_AND_COLUMNS: Said("{rows} and {columns}, shown here like any other."),
    NoteCode.BINARY_WORKBOOK: Said(
        "Its comments, page headers and messages at cells, if there are any, are not read: it is a binary workbook (.xlsb)."
    ),
    NoteCode.FURNITURE_DAMAGED: Said("Its headers and footers can't be read: that part of the file is damaged."),
    NoteCode.BEFORE_1997: Said(
        "It was made by a Word of before 1997: hidden and struck-out text, if there is any, can't be told apart."
    ),

    NoteCode.NESTED_TOO_DEEP: Said("Some of it stands more than {levels} levels deep and was left out."),

    NoteCode.IMPORT_ABSENT: Said("An imported part that is not in the file."),
    NoteCode.IMPORT_MISSING: Said("An imported part ({imported}) was not read: it is not in the file."),
    NoteCode.IMPORT_EMPTY: Said("An imported part ({imported}) was not read: it is empty."),
    NoteCode.IMPORT_UNKNOWN: Said(
        "An imported part ({imported}) was not read: it is of a kind that is not known here."
    ),
    NoteCode.IMPORT_TOO_DEEP: Said("An imported part ({imported}) was not read: it lies {depth} imports deep."),
    NoteCode.IMPORT_TOO_LONG: Said(
        "An imported part ({imported}) was left out: there are more than can be shown."
    ),
    NoteCode.IMPORT_REFUSED: Said("An imported part ({imported}) was not read. {refused}"),
    NoteCode.IMPORT_DAMAGED: Said("Not all of an imported part ({imported}) was read: it is damaged."),

    NoteCode.MACROS: Said("Macros (programs); they were not run."),
    NoteCode.MACRO_SHEETS: Said("Macro sheets of Excel 4, which were not run."),
    NoteCode.ACTIVEX: Said("{controls}, not run."),
    NoteCode.OBJECTS: Said("{objects} ({listed}), not opened."),
    NoteCode.OBJECTS_UNCOUNTED: Said("Embedded objects, not opened."),
    NoteCode.RICH_TEXT_OBJECTS: Said(
        "Embedded objects (such as another document inside it): {n_objects}; they were not opened."
    ),
    NoteCode.PIVOT_DATA: Said("Data kept for pivot tables, which no sheet need show."),
    NoteCode.CONNECTIONS: Said("Connections to databases or web pages; none was used."),
    NoteCode.OTHER_WORKBOOKS: Said("Values from other workbooks, as they were when it was saved: {listed}."),
    NoteCode.SIGNATURE: Said("A digital signature; it was not checked here."),

    NoteCode.LINKS: Said("{links}: {listed}."),
    NoteCode.LINKS_COUNTED: Said("Links: {n_links}."),
    NoteCode.FIELDS_FETCHING: Said(
        "Fields that fetch from elsewhere or start programs: {fields}; none was followed."
    ),
    NoteCode.CONTENT_FETCHED: Said("Content from elsewhere, not fetched: {listed}."),
    NoteCode.RICH_TEXT_FETCHED: Said(
        "Content that is fetched from elsewhere when it is opened: {fields}; nothing was fetched."
    ),
    NoteCode.TEMPLATE_ADDRESS: Said("A template from elsewhere: {address}; it was not fetched."),
    NoteCode.FETCHED_TEMPLATE: Said("A template from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_OBJECT: Said("An object from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_PICTURE: Said("A picture from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_FRAME: Said("A frame from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_SUBDOCUMENT: Said("A part of the document from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_IMPORT: Said("An imported part from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_WORKBOOK: Said("A workbook from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_VIDEO: Said("A video from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_SOUND: Said("A sound from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_MEDIA: Said("A film or sound from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_SLIDE_MASTER: Said("A slide master from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_MERGE_DATA: Said("Data for a mail merge from elsewhere, not fetched: {listed}."),
    NoteCode.FETCHED_PIVOT_DATA: Said("Data for a pivot table from elsewhere, not fetched: {listed}."),
    NoteCode.SAVED_FROM: Said("It says that it was saved from {address}."),

    NoteCode.SIGNED_MAIL: Said("A digital signature (S/MIME); it was not checked here."),
    NoteCode.SIGNED_BY: Said("Signed by {who}; the signature was not checked here."),
    NoteCode.SIGNED_BY_ON: Said("Signed by {who} on {when}; the signature was not checked here."),
    NoteCode.SIGNED_PGP: Said("A digital signature (OpenPGP); it was not checked here."),
    NoteCode.SIGNATURE_ALONE: Said(
        "It is the signature over another file and holds no document; it was not checked here."
    ),
    NoteCode.CERTIFICATES_ALONE: Said("It holds certificates and no document."),
    NoteCode.OUTLOOK_ITEM: Said(
        "It is no e-mail but an Outlook item ({sort}); only its text and its attachments are shown."
    ),
    NoteCode.OUTLOOK_EMPTY: Said("An Outlook message without a head, a text or attachments."),

    NoteCode.UNPACKS_ITSELF: Said("It is a program that unpacks itself; it was not run, its files were unpacked here."),
    NoteCode.LINKS_IN_ARCHIVE: Said("Links to other files in the archive: {n_links}; none was followed."),
    NoteCode.NAMES_LEAD_OUT: Said(
        "Names of files that lead out of the archive's own folder; only the last part of each was used."
    ),
    NoteCode.DIRECTORY_LOST: Said(
        "Its list of files is damaged or missing; what could be found without it was unpacked."
    ),

    NoteCode.FILES: Said("{files} inside it ({listed})."),
    NoteCode.LAUNCHES: Said("Actions that start a program; none was started."),
    NoteCode.SCRIPTS: Said("Scripts (JavaScript); none was run."),
    NoteCode.FORM_SENDS: Said("A form that sends what is filled in to elsewhere."),
    NoteCode.FORM_TAKES_IN: Said("A form that takes in data from elsewhere."),
    NoteCode.LINKS_OUT: Said("Links into other files; none was opened."),
    NoteCode.LINKS_IN: Said("Links into the files inside it; none was opened."),
    NoteCode.MEDIA: Said("Film, sound or other media; not played."),
    NoteCode.FORM_XFA: Said("A form of the XFA kind, which shows all of itself only in Adobe's programs."),
    NoteCode.FORM: Said("A form to fill in; what is filled in is shown."),
    NoteCode.SIGNATURES: Said("{signatures}, not checked here."),
    NoteCode.EARLIER_STATES: Said(
        "Earlier states of the file ({states}): it was changed after it was first saved."
    ),
    NoteCode.LAYERS_OFF: Said(
        "Layers that are switched off ({listed}): what is on them is in the text, and not shown on the page."
    ),
    NoteCode.FORM_COMPUTES: Said(
        "A form whose scripts compute values; none was run, so that values may be missing or old."
    ),
    NoteCode.HIDDEN_FIELDS: Said("Form fields that are hidden; what they hold is not in the text."),
    NoteCode.FILE_ON_PAGE: Said("A file on page {page} ({name})."),
    NoteCode.PAGE_BLANK: Said("Page {page} is blank here, though its content shows text: another program may show it."),
    NoteCode.LETTERS_UNKNOWN: Said(
        "Letters of page {page} say nothing without their font: what they show has to be recognised, or looked at."
    ),
    NoteCode.NOTES_TOO_MANY: Said(
        "Page {page} has more notes and fields than any page should: those beyond the first {limit:,} are not read."
    ),
    NoteCode.DOUBTED_LETTERS: Said(
        "The file calls letters by the names of others, so what is shown was also read from the picture. Pages: {listed}."
    ),
    NoteCode.DOUBTED_CODES: Said(
        "The file doesn't say which letters some of its signs are, so what is shown was also read from the picture."
        " Pages: {listed}."
    ),
    NoteCode.DOUBTED_OUTLINES: Said(
        "Words are drawn as shapes, which the text doesn't have, so what is shown was also read from the picture."
        " Pages: {listed}."
    ),
    NoteCode.DOUBTED_LAYER: Said(
        "The text that lies unseen over a picture says other words than the picture, which was read anew. Pages: {listed}."
    ),
    NoteCode.DOUBTED_LAYER_PLACE: Said(
        "The text that lies unseen over a picture doesn't lie where its words are, so the picture was read anew."
        " Pages: {listed}."
    ),
    NoteCode.DOUBTED_UNSEEN: Said(
        "Whether the text is what is shown could not be found out, so what is shown was also read from the picture."
        " Pages: {listed}."
    ),
    NoteCode.NOT_COMPARED: Said("Its text waits to be compared with what its pages show."),
    NoteCode.COMMENT: Said("Comment on page {page}: {text}"),

    NoteCode.PICTURES_TOO_MANY: Said(
        "{n_pictures} picture is not read: of those in the file the {limit:,} largest are.",
        many="{n_pictures} pictures are not read: of those in the file the {limit:,} largest are.", by="pictures",
    ),
    NoteCode.READ_BY_OFFICE: Said(
        "It was read by LibreOffice, since it was saved in a way that is not read here."
    ),
})  # fmt: skip


def note_words(note: Note) -> str:
    """Return what is there in a sentence."""
    who = note.value("who")
    if note.code is NoteCode.COMMENT and who:
        return say("Comment on page {page} by {who}: {text}", **dict(note.values))
    if note.code is NoteCode.IMPORT_REFUSED:
        refused = problem_alone(Problem(Reason(str(note.value("reason"))), note.values))
        return filled(NOTES[note.code], (*note.values, ("refused", refused)))
    return filled(NOTES[note.code], note.values)


def notes_counted(number: int) -> str:
    """Return the short mark of what else is in a file, by how many notes tell of it: "+3 notes", or ""."""
    return f"+{count('{n:,} note', '{n:,} notes', number)}" if number else ""
