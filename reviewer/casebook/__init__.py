"""Remembers: immutable, signed records in SQLite, documents by hash, and the search index. The only SQL.

The public face of the room; what is not named here is its own business. Each name's module is brought in when it is asked for: a
window that starts needs few of them.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.casebook.act import Act
    from reviewer.casebook.author import (
        Author,
        key_in,
        load_or_make_author,
        new_author,
        put_author,
        seal_key_in,
    )
    from reviewer.casebook.body_subjects import InSave
    from reviewer.casebook.book import Casebook
    from reviewer.casebook.codec import FrameworkPart, InspectionPart, Unknown
    from reviewer.casebook.copy_identity import RetiredCopy
    from reviewer.casebook.database_copy import (
        CopyHeld,
        CopyState,
        NamedDocument,
        copy_database,
        document_in,
        held_in,
        is_sound,
        make_durable,
        state_of,
    )
    from reviewer.casebook.document_files import Files, is_sha256
    from reviewer.casebook.durable import give_name, make_folder, sync_folder, write_new
    from reviewer.casebook.environment_errors import failures_of
    from reviewer.casebook.fault import Fault, Severity
    from reviewer.casebook.founding import refuse_unfit
    from reviewer.casebook.head_form import inspection_said
    from reviewer.casebook.incoming import Absorbed, Quarantined
    from reviewer.casebook.index import Index
    from reviewer.casebook.index_pages import PageBoxes, Waiting
    from reviewer.casebook.index_pictures import PictureRead
    from reviewer.casebook.index_search import AT_ONCE, Every, Lookup
    from reviewer.casebook.index_summary import TextSummary, text_hash
    from reviewer.casebook.index_typed import PiecesKnown, Typed, digest_of, without_layers
    from reviewer.casebook.index_waiting import TextsBeside
    from reviewer.casebook.kept_records import Beyond
    from reviewer.casebook.key_file import refuse_weak, sealed, unsealed
    from reviewer.casebook.lock import WriterLock, clear_unheld
    from reviewer.casebook.merged import hash_of_saves
    from reviewer.casebook.merged_pages import Ask, MergedSaves
    from reviewer.casebook.merged_view import MergedSource, Passing, Viewed, found_view
    from reviewer.casebook.occurrences import shown_at
    from reviewer.casebook.place import is_elsewhere, refuse_unsafe_place
    from reviewer.casebook.plain_saves import save_of, values_of
    from reviewer.casebook.query import Query, parsed
    from reviewer.casebook.record import RecordRow, SaveBundle, fault_of_save
    from reviewer.casebook.restoring import restore_saves, restore_sound, restore_whole
    from reviewer.casebook.save_lines import lines_of, save_of_line

__all__ = [
    "AT_ONCE",
    "Absorbed",
    "Act",
    "Ask",
    "Author",
    "Beyond",
    "Casebook",
    "CopyHeld",
    "CopyState",
    "Every",
    "Fault",
    "Files",
    "FrameworkPart",
    "InSave",
    "Index",
    "InspectionPart",
    "Lookup",
    "MergedSaves",
    "MergedSource",
    "NamedDocument",
    "PageBoxes",
    "Passing",
    "PictureRead",
    "PiecesKnown",
    "Quarantined",
    "Query",
    "RecordRow",
    "RetiredCopy",
    "SaveBundle",
    "Severity",
    "TextSummary",
    "TextsBeside",
    "Typed",
    "Unknown",
    "Viewed",
    "Waiting",
    "WriterLock",
    "clear_unheld",
    "copy_database",
    "digest_of",
    "document_in",
    "failures_of",
    "fault_of_save",
    "found_view",
    "give_name",
    "hash_of_saves",
    "held_in",
    "inspection_said",
    "is_elsewhere",
    "is_sha256",
    "is_sound",
    "key_in",
    "lines_of",
    "load_or_make_author",
    "make_durable",
    "make_folder",
    "new_author",
    "parsed",
    "put_author",
    "refuse_unfit",
    "refuse_unsafe_place",
    "refuse_weak",
    "restore_saves",
    "restore_sound",
    "restore_whole",
    "save_of",
    "save_of_line",
    "seal_key_in",
    "sealed",
    "shown_at",
    "state_of",
    "sync_folder",
    "text_hash",
    "unsealed",
    "values_of",
    "without_layers",
    "write_new",
]

_NAMES: Mapping[str, tuple[str, ...]] = {
    "act": ("Act",),
    "author": (
        "Author",
        "key_in",
        "load_or_make_author",
        "new_author",
        "put_author",
        "seal_key_in",
    ),
    "body_subjects": ("InSave",),
    "book": ("Casebook",),
    "codec": (
        "FrameworkPart",
        "InspectionPart",
        "Unknown",
    ),
    "copy_identity": ("RetiredCopy",),
    "database_copy": (
        "CopyHeld",
        "CopyState",
        "NamedDocument",
        "document_in",
        "copy_database",
        "held_in",
        "make_durable",
        "is_sound",
        "state_of",
    ),
    "document_files": (
        "Files",
        "is_sha256",
    ),
    "durable": (
        "give_name",
        "make_folder",
        "sync_folder",
        "write_new",
    ),
    "environment_errors": ("failures_of",),
    "fault": ("Fault", "Severity"),
    "founding": ("refuse_unfit",),
    "head_form": ("inspection_said",),
    "incoming": (
        "Absorbed",
        "Quarantined",
    ),
    "index": ("Index",),
    "index_pages": (
        "PageBoxes",
        "Waiting",
    ),
    "index_pictures": ("PictureRead",),
    "index_search": (
        "AT_ONCE",
        "Every",
        "Lookup",
    ),
    "index_summary": (
        "TextSummary",
        "text_hash",
    ),
    "index_typed": (
        "PiecesKnown",
        "Typed",
        "digest_of",
        "without_layers",
    ),
    "index_waiting": ("TextsBeside",),
    "kept_records": ("Beyond",),
    "key_file": ("refuse_weak", "sealed", "unsealed"),
    "lock": ("WriterLock", "clear_unheld"),
    "merged": ("hash_of_saves",),
    "merged_pages": ("Ask", "MergedSaves"),
    "merged_view": ("MergedSource", "Passing", "Viewed", "found_view"),
    "occurrences": ("shown_at",),
    "place": ("is_elsewhere", "refuse_unsafe_place"),
    "plain_saves": ("save_of", "values_of"),
    "query": (
        "Query",
        "parsed",
    ),
    "record": (
        "RecordRow",
        "SaveBundle",
        "fault_of_save",
    ),
    "restoring": (
        "restore_saves",
        "restore_sound",
        "restore_whole",
    ),
    "save_lines": (
        "lines_of",
        "save_of_line",
    ),
}
_MODULES = MappingProxyType({name: module for module, names in _NAMES.items() for name in names})


def __getattr__(name: str) -> Any:
    """Bring in a name; AttributeError if it is none of the room's."""
    module = _MODULES.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return value
