"""What is said of each reason why a document, or a part of it, cannot be read: the words, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.words.templates import Said
from reviewer.model.problems import Reason

_UNLOCK = "Ask the sender for the password, or for a copy without one."
_AGAIN = "Ask the sender for it again."
_AGAIN_OR_PDF = "Ask the sender for it again, or for it as a PDF."
_ANOTHER = "It is kept; ask the sender for another copy, or for the same as a PDF."
_FORM = "It was not unpacked; ask the sender for the documents in another form."
_NEW_PDF = "Ask the sender for the file again, or for the same saved as a new PDF."
_BY_ITSELF = "Ask the sender for it by itself."
_IN_PARTS = "Ask the sender for it in parts."
_AS_PDF = "Ask the sender for it as a PDF."
_KEPT_PDF = "It is kept; ask the sender for it as a PDF."
_ANOTHER_WAY = "It is kept; ask the sender for another copy."
_PLAIN_ZIP = "It is kept; ask the sender for the files, or for them in a plain .zip."
_NO_TEXT = "Ask the sender for another copy, or for the same as a PDF."
_LIBREOFFICE = (
    "Look at its pages (Ctrl+Shift+T), where LibreOffice is installed, or ask the sender for it as a PDF."
)
_CHECK = "Check it and receive it again."
_TEXT_INSTEAD = "Read its text instead, or ask the sender for it as a PDF."

PROBLEMS: Mapping[Reason, Said] = MappingProxyType({
    Reason.LOCKED: Said("Locked with a password", _UNLOCK),
    Reason.LOCKED_OTHERWISE: Said("Locked with another password than the one given", _UNLOCK),
    Reason.LOCKED_MEMBER: Said(
        "Locked with a password", "Ask the sender for the password, or for the files without one."
    ),
    Reason.LOCKED_FOR_GOOD: Said(
        "Locked with a password", "Ask the sender for a copy without one; this kind can't be opened with it here."
    ),
    Reason.LOCKED_WORKBOOK: Said("Locked with a password", "Ask the sender for a copy without one."),
    Reason.LOCKED_ODDLY: Said(
        "Locked in a way that can't be opened here, or damaged",
        "Ask the sender for a copy without a password, or for a PDF.",
    ),
    Reason.ENCRYPTED_PDF: Said(
        "Encrypted in a way that no password opens, for example to the certificate of one person",
        "Ask the sender for a copy that is not encrypted.",
    ),
    Reason.ENCRYPTED_MAIL: Said(
        "Encrypted to the certificate of one person, so it can't be read here",
        "Ask the sender to send it again without encryption.",
    ),
    Reason.ENCRYPTED_FILE: Said(
        "Encrypted to the certificate of one person, so it can't be opened here",
        "Ask the sender for it without encryption.",
    ),
    Reason.SIGNED_FILE_UNREADABLE: Said(
        "What is signed in this file can't be taken out of it here", "Ask the sender for it without its signature."
    ),

    Reason.PACKAGE_DAMAGED: Said("{subject} is damaged or was cut off", _AGAIN),
    Reason.OFFICE_DAMAGED: Said("{subject} is damaged", _AGAIN_OR_PDF),
    Reason.PACKAGE_PART_DAMAGED: Said("Its part {part} is damaged or was cut off", _AGAIN),
    Reason.PACKAGE_PART_MISSING: Said("{subject} is damaged: it has no {part}", _AGAIN_OR_PDF),
    Reason.BOMB_OF_FILES: Said("{subject} holds {n_files:,} files, more than any real one", _FORM),
    Reason.BOMB_OF_SIZE: Said("{subject} unpacks to {megabytes:,} MB, more than is safe", _FORM),
    Reason.BOMB_OF_RATIO: Said("{subject} unpacks to {megabytes:,} MB from {kilobytes:,} kB: a trap", _FORM),
    Reason.BOMB_OF_ENTITIES: Said("{subject} defines XML entities, which Office never does: a trap", _FORM),

    Reason.MEMBER_DAMAGED: Said("Damaged inside its archive", _AGAIN),
    Reason.MEMBER_TOO_LARGE: Said("It is {megabytes:,} MB large", _BY_ITSELF),
    Reason.MEMBER_PACKED_ODDLY: Said(
        "Packed in a way that is not known here", "Ask the sender for a plain .zip."
    ),
    Reason.MEMBER_UNREADABLE: Said(
        "It can't be unpacked here: it is damaged, or packed in a way that is not known here", _PLAIN_ZIP
    ),
    Reason.MEMBER_MISSING: Said("This attachment is not there"),
    Reason.MEMBER_UNKNOWN: Said(
        "An embedded object of a sort that is not known here", "Ask the sender for it as a file."
    ),
    Reason.MEMBERS_GIVEN_UP: Said(
        "It was not unpacked, since others of the same archive stopped the reader", _BY_ITSELF
    ),
    Reason.ARCHIVE_EMPTY: Said("This archive holds no files", _AGAIN),
    Reason.ARCHIVE_UNREADABLE: Said(
        "This archive can't be unpacked here: it is damaged, one of several pieces, or packed in a way that is not known here",
        _PLAIN_ZIP,
    ),
    Reason.ARCHIVE_CUT_OFF: Said(
        "This archive ends too early, or is damaged: only what stands before that was unpacked", _AGAIN
    ),
    Reason.UNPACKER_MISSING: Said(
        "This archive can't be unpacked on this computer: it needs {program}, which is not installed",
        "Install {program} and receive it again, or ask the sender for a .zip.",
    ),
    Reason.UNPACKER_TOO_OLD: Said(
        "This archive can't be unpacked on this computer: its {program} does not know this kind ({packing})",
        "Ask the sender for a .zip.",
    ),
    Reason.PDF_MEMBER_DAMAGED: Said("Damaged inside its PDF", _BY_ITSELF),
    Reason.MEMBERS_LEFT: Said(
        "{left:,} of its {of:,} documents could not be unpacked, for example {name}: {inner}"
    ),
    Reason.FILES_LEFT: Said(
        "Its pages were read, but {left:,} of the {of:,} files inside it could not be unpacked, for example {name}: {inner}"
    ),
    Reason.MEMBERS_TOO_MANY: Said(
        "Only {kept:,} of its {of:,} documents was unpacked: the limit for one file is {limit:,}",
        "Ask the sender for it in smaller parts.",
        many="Only {kept:,} of its {of:,} documents were unpacked: the limit for one file is {limit:,}",
        by="kept",
    ),
    Reason.MEMBERS_TOO_DEEP: Said(
        "It lies {depth} archives or messages deep, so its own {of} was not unpacked",
        many="It lies {depth} archives or messages deep, so its own {of} were not unpacked",
        by="of",
    ),

    Reason.PDF_DAMAGED: Said("This PDF is damaged or was cut off, and cannot be opened", _NEW_PDF),
    Reason.PDF_WITHOUT_PAGES: Said("This PDF has no pages: it is damaged or was cut off", _NEW_PDF),
    Reason.PDF_OF_TOO_MANY_PAGES: Said("This PDF claims {pages:,} pages, which no document has", _NEW_PDF),
    Reason.PDF_MENDED: Said(
        "This PDF is damaged or was cut off: what could be saved of it is shown, and pages may be missing", _NEW_PDF
    ),
    Reason.PDF_PAGES_DAMAGED: Said("Not one page of this PDF can be opened", _NEW_PDF),
    Reason.PAGE_DAMAGED: Said("Page {page} is damaged or missing", _NEW_PDF),
    Reason.PAGE_MISSING: Said("There is no page {page}"),
    Reason.PICTURE_DAMAGED: Said(
        "This picture is damaged, was cut off, or is packed in a way that is not known here", _AGAIN
    ),
    Reason.PICTURE_TOO_LARGE: Said(
        "A picture of {width:,} by {height:,} pixels, too large to open", "Ask for a smaller copy."
    ),
    Reason.DRAWING_TOO_LARGE: Said(
        "A picture of {width:,} by {height:,} pixels is too large to draw", "Draw a part of it."
    ),

    Reason.OFFICE_CUT_OFF: Said(
        "{subject} is damaged inside: what stands after the damage is missing", _AGAIN_OR_PDF
    ),
    Reason.SLIDES_DAMAGED: Said(
        "Slide {listed} could not be read whole: the file is damaged there", _AGAIN_OR_PDF,
        many="Slides {listed} could not be read whole: the file is damaged there", by="slides",
    ),
    Reason.OBJECTS_TOO_LARGE: Said("Its charts and formulas are larger than can be shown", _AS_PDF),
    Reason.OLD_WORD_DAMAGED: Said(
        "This old Word document (.doc) is damaged", "Ask the sender for it as .docx or PDF."
    ),
    Reason.OLD_WORD_CUT_OFF: Said(
        "Only a part of this old Word document could be read: it was cut off",
        "Ask the sender for it as .docx or PDF.",
    ),
    Reason.OLD_WORD_UNKNOWN: Said(
        "This very old Word document was saved in a way that is not read here", "Ask for it as .docx or PDF."
    ),
    Reason.OLD_SHOW_DAMAGED: Said(
        "This old PowerPoint show (.ppt) is damaged", "Ask the sender for it as .pptx or PDF."
    ),
    Reason.WORKBOOK_DAMAGED: Said(
        "This workbook is damaged, or locked with a password in an old way",
        "Ask the sender for it again, without a password, as .xlsx or PDF.",
    ),
    Reason.WORKBOOK_TOO_LONG: Said("Only the beginning of this workbook was read: it is too long", _IN_PARTS),
    Reason.FORMULAS_UNKEPT: Said(
        "The value of a formula is not in the file, so it could not be read: {listed}",
        "Ask the sender to open the workbook, save it and send it again, or for it as a PDF.",
        many="The values of {n_formulas:,} formulas are not in the file, so they could not be read: {listed}",
        by="formulas",
    ),
    Reason.SHEETS_DAMAGED: Said(
        "The sheet {listed} is damaged and could not be read",
        "Ask the sender for the workbook again, as .xlsx or PDF.",
        many="The sheets {listed} are damaged and could not be read",
        by="sheets",
    ),
    Reason.RICH_TEXT_TOO_LONG: Said("A rich text file of {megabytes} MB, longer than can be shown", _AS_PDF),
    Reason.RICH_TEXT_TOO_DEEP: Said("A rich text file of groups within groups without end", _AS_PDF),
    Reason.OUTLOOK_DAMAGED: Said(
        "This Outlook message is damaged or was cut off", "Ask the sender to forward it as .eml."
    ),
    Reason.OUTLOOK_UNREADABLE: Said(
        "This Outlook message can't be read by this program", "Ask the sender to forward it as .eml."
    ),
    Reason.TNEF_CUT_OFF: Said(
        "Only a part of this message in Outlook's own wrapping (winmail.dat) could be read: it was cut off",
        "Ask the sender to send it again as plain text or HTML.",
    ),
    Reason.MAIL_TOO_DEEP: Said(
        "A message of parts within parts without end", "Ask the sender for what it says in another form."
    ),
    Reason.MAILBOX_TOO_LARGE: Said(
        "A mailbox of {messages:,} messages", "Ask the sender for it in smaller parts."
    ),
    Reason.TEXT_TOO_LONG: Said("A text of {megabytes} MB, longer than can be shown", _IN_PARTS),
    Reason.WEB_PAGE_TOO_LONG: Said("A page of {megabytes} MB, longer than can be shown", _IN_PARTS),
    Reason.SAVED_PAGE_TOO_LONG: Said("A saved web page of {megabytes} MB, longer than can be shown", _AS_PDF),
    Reason.SAVED_PAGE_EMPTY: Said("A saved web page without any text", _AS_PDF),
    Reason.NO_TEXT_FOUND: Said(
        "No text was found in it", _NO_TEXT
    ),

    Reason.KIND_DRAWING: Said("An OpenDocument drawing, which cannot be read here", _KEPT_PDF),
    Reason.KIND_SHOW_95: Said(
        "A PowerPoint show of 1995 or before, which only LibreOffice can read here", _LIBREOFFICE
    ),
    Reason.KIND_WORDPERFECT: Said("A WordPerfect document, which only LibreOffice can read here", _LIBREOFFICE),
    Reason.KIND_XPS: Said("An XPS document, which cannot be read here yet", _KEPT_PDF),
    Reason.KIND_PHONE_PICTURE: Said(
        "A phone photograph (.heic), which cannot be read here yet", "It is kept; ask the sender for it as JPEG."
    ),
    Reason.KIND_RECORDING: Said(
        "A video or sound recording, which has no text to read", "It is kept; ask the sender for a transcript."
    ),
    Reason.KIND_PROGRAM: Said(
        "A program, not a document; it was not run", "It is kept; ask the sender what was meant."
    ),
    Reason.KIND_OLE: Said("An Office file of a sort that is not known here", _KEPT_PDF),
    Reason.KIND_DATABASE: Said(
        "A database, which cannot be read here", "It is kept; ask the sender for what it says as a table or a PDF."
    ),
    Reason.KIND_PST: Said(
        "An Outlook data file (.pst), which cannot be opened here",
        "It is kept; ask the sender for the messages as .msg or .eml.",
    ),
    Reason.KIND_ZEROS: Said("Nothing but zero bytes is in the file: a copy of it failed", _AGAIN),
    Reason.KIND_EMPTY: Said("The file is empty (0 bytes)", _AGAIN),
    Reason.KIND_UNKNOWN: Said("Not a kind of document that is known here", _KEPT_PDF),

    Reason.OCR_MISSING: Said(
        "Nothing is recognised on this laptop: this copy of Reviewer has no recognition that works here",
        "Install Reviewer again.",
    ),
    Reason.OCR_DATA_MISSING: Said(
        "Nothing is recognised on this laptop: the English data of recognition is missing", "Install Reviewer again."
    ),
    Reason.OCR_LANGUAGE_MISSING: Said(
        "Nothing is recognised on this laptop: Windows has no English text recognition",
        "In the settings of Windows, under Language, add English with its text recognition, and start Reviewer again.",
    ),

    Reason.READING_TOO_SLOW: Said("{subject} took longer than {seconds} seconds to read", _ANOTHER),
    Reason.READING_TOO_LARGE: Said(
        "{subject} needed more memory than the {megabytes:,} MB that reading may use", _ANOTHER
    ),
    Reason.READER_DIED: Said("{subject} the reader stopped on it", _ANOTHER),
    Reason.READER_CONFUSED: Said("{subject} can't be read by this program: it stopped the reader", _ANOTHER),
    Reason.READER_DIED_TWICE: Said("{subject} stopped the reader twice, so it is left alone", _ANOTHER),
    Reason.READER_CLOSED: Said(
        "{subject} was not read to its end, since the reader was closed", _ANOTHER
    ),

    Reason.FILE_NOT_OPENED: Said("{name} cannot be opened: {why}", "Check that it is still there and may be read."),
    Reason.FILE_NOT_READ: Said("{name} can't be read ({why})", "Check that the file is there and open to you."),
    Reason.FILE_GONE: Said("It is not there any more, or never was", _CHECK),
    Reason.FILE_DENIED: Said("It may not be read with your rights", _CHECK),
    Reason.FILE_UNREADABLE: Said("It cannot be read ({why})", _CHECK),
    Reason.FILE_IS_NONE: Said("It is a device or a pipe, not a file; it was left alone"),
    Reason.FOLDER_LEADS_BACK: Said("It is a link back to a folder that it lies in; it was not followed"),
    Reason.FILE_NOT_HERE_YET: Said("The file itself is not here yet: sync with the shared folder to fetch it"),
    Reason.FILE_DAMAGED: Said(
        "The file has changed on the disk since it was received, so nothing of it is read or shown",
        "Sync to get it back, or receive it again.",
    ),
    Reason.FILE_UNNAMED: Said(
        "Its receipt names no document that there can be; ask whoever recorded it, or receive it again"
    ),

    Reason.SELECTION_EMPTY: Said("There is no text from {start} to {end} {where}", "Select it again."),
    Reason.QUOTE_EMPTY: Said("The quote has no words", "Give the words of the passage."),
    Reason.QUOTE_ABSENT: Said("These words are not {where}: “{cut}”", "Check the words, or take fewer of them."),
    Reason.QUOTE_ABSENT_UNREAD: Said(
        "These words are not {where}: “{cut}”",
        "Check the words; {unread} of its {of} pages show something but have no text.",
    ),
    Reason.QUOTE_TWICE_AT: Said(
        "These words fit {times} times: “{cut}”", "All are in {names}: quote more of the words around them."
    ),
    Reason.QUOTE_TWICE: Said(
        "These words fit {times} times: “{cut}”", "They are in {places}: say which place is meant."
    ),
    Reason.PLACE_UNKNOWN: Said("There is no place {place} in this document", "Its places are {names}."),
    Reason.PLACE_UNKNOWN_OF_MANY: Said(
        "There is no place {place} in this document", "Its places are {names} and so on to {last}."
    ),

    Reason.OFFICE_MISSING: Said("Page images need LibreOffice, which is not installed", _TEXT_INSTEAD),
    Reason.OFFICE_UNCAGED: Said(
        "Page images are not made on this system, since it cannot keep LibreOffice in a cage", _TEXT_INSTEAD
    ),
    Reason.OFFICE_KIND: Said("LibreOffice makes no pages of this kind of document ({kind})", _TEXT_INSTEAD),
    Reason.OFFICE_ENDED: Said("LibreOffice stopped on it, or needed more than it may have", _TEXT_INSTEAD),
    Reason.OFFICE_FAILED: Said("LibreOffice could not make pages of it", _TEXT_INSTEAD),
    Reason.OFFICE_TOO_SLOW: Said(
        "LibreOffice took longer than {seconds} seconds to draw it, and was ended", _TEXT_INSTEAD
    ),
    Reason.DRAWING_LOCKED: Said(
        "It is locked with a password", "Receive it again with its password to see its pages."
    ),
    Reason.DRAWING_LOCKED_AGAIN: Said(
        "It is locked, and its password is kept only until the casebook is closed",
        "Receive it again with its password to see its pages, or read its text.",
    ),
    Reason.DRAWING_NOT_KEPT: Said(
        "The pages were made, but cannot be kept in the casebook’s cache ({why})",
        "Make room on the disk, or read its text.",
    ),
    Reason.ORIGINAL_NOT_HERE: Said(
        "The file itself is not on this laptop yet", "Sync with the shared folder to fetch it."
    ),
})  # fmt: skip

# What is said of a PDF instead: nobody is asked for a PDF as a PDF.
OF_A_PDF: Mapping[str, str] = MappingProxyType({
    _AGAIN_OR_PDF: _AGAIN, _ANOTHER: _ANOTHER_WAY, _AS_PDF: _NEW_PDF, _KEPT_PDF: _ANOTHER_WAY,
    _NO_TEXT: "Ask the sender for another copy.",
})  # fmt: skip
