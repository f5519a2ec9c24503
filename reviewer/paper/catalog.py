"""What stands at the root of the file: structure tree, outline, metadata, colour, the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfbase import pdfdoc

from reviewer.paper.blocks import Paper
from reviewer.paper.pdf_file import PRODUCER, TEXTS, Document, Profile, array, dictionary, reference, text
from reviewer.paper.tree import Annotation, Content, Node
from reviewer.paper.xmp import xmp


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline: title, level from 1, the page from 1 and the height on it in points."""

    title: str
    level: int
    page: int
    top: float


def page_name(page: int) -> str:
    """Return the name of a page's object; pages are counted from 1."""
    return f"Page{page}"


def write_structure(document: Document, root: Node, owners: Sequence[Node | Sequence[Node]]) -> None:
    """Write the structure tree. ``owners`` are the elements of each page's marked content, then of annotations."""
    names: dict[int, str] = {}
    _number(root, names)
    _element(document, root, reference("StructRoot"), names)
    nums: list[object] = []
    for key, owner in enumerate(owners):
        made = (
            reference(names[id(owner)])
            if isinstance(owner, Node)
            else array([reference(names[id(n)]) for n in owner])
        )
        nums += (key, made)
    tree = dictionary(
        Type="/StructTreeRoot",
        K=reference(names[id(root)]),
        ParentTree=dictionary(Nums=array(nums)),
        ParentTreeNextKey=len(owners),
    )
    document.Reference(tree, "StructRoot")
    document.Catalog.StructTreeRoot = reference("StructRoot")


def _number(node: Node, names: dict[int, str]) -> None:
    names[id(node)] = f"Element{len(names)}"
    for kid in node.kids:
        if isinstance(kid, Node):
            _number(kid, names)


def _element(document: Document, node: Node, parent: object, names: dict[int, str]) -> None:
    own = reference(names[id(node)])
    page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
    entries: dict[str, object] = {"S": f"/{node.tag}", "P": parent}
    entries["K"] = array([_kid(kid, page, names) for kid in node.kids])
    if page is not None:
        entries["Pg"] = reference(page_name(page))
    entries.update((key, text(value)) for key, value in node.texts.items() if key in TEXTS)
    if node.owner:
        values = {key: array(v) if isinstance(v, tuple) else f"/{v}" for key, v in node.attributes.items()}
        entries["A"] = dictionary(O=f"/{node.owner}", **values)
    document.Reference(dictionary(**entries), names[id(node)])
    for kid in node.kids:
        if isinstance(kid, Node):
            _element(document, kid, own, names)


def _kid(kid: Node | Content | Annotation, page: int | None, names: dict[int, str]) -> object:
    match kid:
        case Node():
            return reference(names[id(kid)])
        case Content(page=there, number=number):
            if there == page:
                return number
            return dictionary(Type="/MCR", Pg=reference(page_name(there)), MCID=number)
        case Annotation(page=there, name=name):
            return dictionary(Type="/OBJR", Obj=reference(name), Pg=reference(page_name(there)))


def write_facts(document: Document, paper: Paper, profile: Profile, fields: Sequence[str]) -> None:
    """Write language, title, metadata, output intent and the form's fields (names of their objects)."""
    catalog = document.Catalog
    # ReportLab writes only the entries that it knows of.
    catalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    catalog.MarkInfo = dictionary(Marked="true")
    catalog.Lang = text(paper.language)
    catalog.ViewerPreferences = dictionary(DisplayDocTitle="true")
    packet = xmp(paper, PRODUCER)
    catalog.Metadata = pdfdoc.PDFStream(dictionary(Type="/Metadata", Subtype="/XML"), packet)
    profile_at = document.Reference(profile.stream(), "Profile")
    srgb = text("sRGB IEC61966-2.1")
    intent = dictionary(
        Type="/OutputIntent",
        S="/GTS_PDFA1",
        Info=srgb,
        OutputConditionIdentifier=srgb,
        DestOutputProfile=profile_at,
    )
    catalog.OutputIntents = array([intent])
    if fields:
        catalog.AcroForm = dictionary(Fields=array([reference(field) for field in fields]))


class Outline(pdfdoc.PDFObject):
    """The outline of a file. It does not rest on ReportLab's, which wants a canvas."""

    __RefOnly__ = 1
    ready = 1

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Keep the entries in order; levels never skip one."""
        self._entries = entries

    def prepare(self, document: Document, _canvas: object) -> None:
        """Register the entries; called by ReportLab before it writes."""
        if not self._entries:
            self.ready = -1
            return
        for index, entry in enumerate(self._entries):
            document.Reference(self._item(index, entry), f"Outline{index}")

    def format(self, document: Document) -> bytes:
        """Write the root of the outline."""
        top = self._kids(None)
        root = dictionary(
            Type="/Outlines", Count=len(self._entries), First=self._ref(top[0]), Last=self._ref(top[-1])
        )
        made: bytes = root.format(document)
        return made

    def _item(self, index: int, entry: Entry) -> pdfdoc.PDFDictionary:
        parent = self._parent(index)
        row, kids = self._kids(parent), self._kids(index)
        at = row.index(index)
        item: dict[str, object] = {
            "Title": text(entry.title),
            "Parent": _outline_root(self) if parent is None else self._ref(parent),
            "Dest": array([reference(page_name(entry.page)), "/XYZ", 0, entry.top, "null"]),
        }
        if at > 0:
            item["Prev"] = self._ref(row[at - 1])
        if at < len(row) - 1:
            item["Next"] = self._ref(row[at + 1])
        if kids:
            item.update(First=self._ref(kids[0]), Last=self._ref(kids[-1]), Count=self._below(index))
        return dictionary(**item)

    def _parent(self, index: int) -> int | None:
        level = self._entries[index].level
        return next((i for i in range(index - 1, -1, -1) if self._entries[i].level < level), None)

    def _kids(self, parent: int | None) -> list[int]:
        return [i for i in range(len(self._entries)) if self._parent(i) == parent]

    def _below(self, index: int) -> int:
        return sum(1 + self._below(kid) for kid in self._kids(index))

    @staticmethod
    def _ref(index: int) -> pdfdoc.PDFObjectReference:
        return reference(f"Outline{index}")


def _outline_root(outline: Outline) -> Outline:
    return outline  # ReportLab turns an object that may only be referred to into a reference
