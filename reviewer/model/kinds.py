"""The kinds of file, in one table: everything that is asked of a kind is looked up here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from reviewer.model.frozen import dataclass


class Group(StrEnum):
    """Kinds as a person tells them apart, in the order of a choice. A scan is a PDF or picture without text of its own."""

    PDF = "pdf"
    SCAN = "scan"
    WORD = "word"
    EXCEL = "excel"
    SLIDES = "slides"
    MAIL = "mail"
    IMAGE = "image"
    WEB = "web"
    TEXT = "text"
    OTHER = "other"


class Unit(StrEnum):
    """What a document of a kind is counted in."""

    PAGE = "page"
    SLIDE = "slide"
    SHEET = "sheet"
    PART = "part"


class Program(StrEnum):
    """The programs of LibreOffice, and the endings of what each saves as OpenDocument."""

    WRITER = "odt"
    CALC = "ods"
    IMPRESS = "odp"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, under the name that the reader gives it.

    ``tag`` is the few letters that stand for it. ``paged``: it has pages to draw, which may be pictures that wait for
    recognition. ``container``: documents may lie in it, which are received too. ``mail``: a message, or many.
    ``drawn_by``: the program that can make pages of it. ``lockable``: an Office file that a password may lock.
    ``endings``: those of its names, where the reader says so if a name is another's.
    """

    name: str
    group: Group = Group.OTHER
    tag: str = ""
    unit: Unit = Unit.PART
    paged: bool = False
    container: bool = False
    mail: bool = False
    drawn_by: Program | None = None
    lockable: bool = False
    endings: tuple[str, ...] = ()

    @property
    def drawable(self) -> bool:
        """Whether LibreOffice can make pages of it."""
        return self.drawn_by is not None


_TABLE = (
    Kind("pdf", Group.PDF, "PDF", Unit.PAGE, paged=True, endings=(".pdf",)),
    Kind("docx", Group.WORD, "DOC", drawn_by=Program.WRITER, endings=(".docx",)),
    Kind("doc", Group.WORD, "DOC", drawn_by=Program.WRITER, lockable=True, endings=(".doc",)),
    Kind("odt", Group.WORD, "DOC", drawn_by=Program.WRITER, endings=(".odt",)),
    Kind("rtf", Group.WORD, "DOC", drawn_by=Program.WRITER, endings=(".rtf",)),
    Kind("wpd", Group.WORD, "DOC", drawn_by=Program.WRITER, endings=(".wpd",)),
    Kind("xlsx", Group.EXCEL, "XLS", Unit.SHEET, drawn_by=Program.CALC, endings=(".xlsx",)),
    Kind("xls", Group.EXCEL, "XLS", Unit.SHEET, drawn_by=Program.CALC, lockable=True, endings=(".xls",)),
    Kind("ods", Group.EXCEL, "XLS", Unit.SHEET, drawn_by=Program.CALC, endings=(".ods",)),
    Kind("csv", Group.EXCEL, "CSV"),
    Kind("pptx", Group.SLIDES, "PPT", Unit.SLIDE, drawn_by=Program.IMPRESS, endings=(".pptx",)),
    Kind("ppt", Group.SLIDES, "PPT", Unit.SLIDE, drawn_by=Program.IMPRESS, lockable=True, endings=(".ppt",)),
    Kind("ppt95", Group.SLIDES, "PPT", Unit.SLIDE, drawn_by=Program.IMPRESS, endings=(".ppt",)),
    Kind("odp", Group.SLIDES, "PPT", Unit.SLIDE, drawn_by=Program.IMPRESS, endings=(".odp",)),
    Kind("eml", Group.MAIL, "MAIL", container=True, mail=True, endings=(".eml",)),
    Kind("msg", Group.MAIL, "MAIL", container=True, mail=True, endings=(".msg",)),
    Kind("mbox", Group.MAIL, "MAIL", container=True, mail=True),
    Kind("mhtml", Group.MAIL, "MHTM"),
    Kind("image", Group.IMAGE, "IMG", Unit.PAGE, paged=True),
    Kind("html", Group.WEB, "WEB"),
    Kind("text", Group.TEXT, "TXT"),
    Kind("zip", Group.OTHER, "ZIP", container=True, endings=(".zip",)),
    *(
        Kind(name, tag=tag, container=True, endings=endings)
        for name, tag, endings in (
            ("7z", "7Z", (".7z",)), ("rar", "RAR", (".rar",)), ("tar", "TAR", (".tar",)), ("cab", "CAB", (".cab",)),
            ("lha", "LHA", (".lzh",)), ("iso", "ISO", (".iso",)), ("cpio", "CPIO", (".cpio",)),
            ("gzip", "GZ", (".gz", ".tgz")), ("bzip2", "BZ2", (".bz2",)), ("xz", "XZ", (".xz",)),
            ("zstd", "ZST", (".zst",)), ("lz4", "LZ4", (".lz4",)), ("compress", "Z", (".z",)),
        )
    ),
    Kind("p7m", tag="P7M", container=True, endings=(".p7m", ".p7s")),
    Kind("tnef", Group.MAIL, "MAIL", container=True, mail=True),
    Kind("ics", Group.MAIL, "ICS", container=True, endings=(".ics",)),
    Kind("locked", Group.OTHER, "LOCK", lockable=True, endings=(".docx", ".xlsx", ".pptx")),
)  # fmt: skip
KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _TABLE})
"""The kinds that are read, and Office files whose lock hides which they are."""

PAGED = tuple(kind.name for kind in _TABLE if kind.paged)
"""The names of the kinds that have pages to draw."""


def kind_named(name: str) -> Kind:
    """Return the kind of a name; of any other than those in the table one that has the name and nothing else."""
    return KINDS.get(name) or Kind(name, tag=name[:4].upper() or "?")
