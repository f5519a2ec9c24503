"""The pictures that parts of an Office package refer to, found by their relations, never by the names of files.

ECMA-376 part 1, 20.1.8.13 (``a:blip``, also in fills, backgrounds, bullets), 18.3.1.67 (sheets' backgrounds); part 4, 14.1
(VML: ``v:imagedata``, ``v:fill``, ``v:stroke``); [MS-ODRAWXML] 2.2 (``svgBlip``), [MS-XLSX] 2.6 (pictures in cells).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from reviewer.documents.formats import image, package
from reviewer.documents.formats.package_parts import Parts, Relation
from reviewer.documents.formats.pictures import Gathered, Looked, looked_at
from reviewer.documents.formats.word_tree import name_of
from reviewer.documents.reader.values import RefusalError
from reviewer.model import NoText, Part
from reviewer.model.problems import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

_REFERRING = ("blip", "svgBlip", "imagedata", "fill", "stroke", "picture", "rel")
_ALWAYS = frozenset({"blip", "imagedata"})  # whose number must lead to a picture
_NUMBERS = frozenset({"embed", "link", "id", "pict", "relid"})
_PICTURE = "image"
_HEIR = "svgBlip"  # another form of the picture that it stands in


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a part shows a picture: its element, and the entry that it is; ``is_inside`` is whether the package has it.

    ``again`` says that the same picture is there in a form that every program can draw.
    """

    node: Any
    key: str
    is_inside: bool = True
    again: bool = False


def references(parts: Parts, part: str, root: Any) -> list[Reference]:
    """Return the pictures that a part shows, in their order in its tree; those that lie elsewhere are not among them."""
    nodes = root.iter(*(f"{{*}}{name}" for name in _REFERRING))
    asked = [(node, number) for node in nodes for number in _numbers(node)]
    if not asked:
        return []
    known = {one.identity: one for one in parts.relations(part)}
    return [one for node, number in asked for one in _reference(parts, node, number, known)]


def _numbers(node: Any) -> Iterator[str]:
    """Yield the numbers of relations that an element names: in attributes of another namespace than its own."""
    for name, said in node.attrib.items():
        if name.startswith("{") and name.rpartition("}")[2] in _NUMBERS and said:
            yield str(said)


def _reference(parts: Parts, node: Any, number: str, known: Mapping[str, Relation]) -> Iterator[Reference]:
    relation, name = known.get(number), name_of(node)
    if relation is None:
        if name in _ALWAYS:
            yield Reference(node, number, is_inside=False)
    elif relation.kind == _PICTURE and not relation.outside:
        entry = parts.name(relation.target)
        yield Reference(node, entry or relation.target, entry is not None, again=name == _HEIR)


def related(parts: Parts, part: str) -> list[Reference]:
    """Return the pictures that a part is related to, wherever it shows them."""
    pictures = [one for one in parts.relations(part) if one.kind == _PICTURE and not one.outside]
    named = [(one, parts.name(one.target)) for one in pictures]
    return [Reference(None, entry or one.target, entry is not None) for one, entry in named]


def beneath(
    parts: Parts, part: str, kinds: Sequence[str], seen: set[str], then: Sequence[str] | None = None
) -> Iterator[Reference]:
    """Yield the pictures of the parts of these kinds that a part refers to, and of those of the kinds *then* that they refer to.

    What was *seen* before is passed over.
    """
    for target in parts.related(part, *kinds):
        name = parts.name(target) or target
        if name not in seen:
            seen.add(name)
            if any(one.kind == _PICTURE for one in parts.relations(name)):
                root, _whole = parts.tree(name)
                yield from [] if root is None else references(parts, name, root)
            following = kinds if then is None else then
            yield from beneath(parts, name, following, seen, following)


class Shown:
    """Puts down the pictures of one package: each entry is unpacked and looked at once, however often it is shown."""

    def __init__(self, parts: Parts, gathered: Gathered) -> None:
        """Keep the package, and what the pictures are gathered in."""
        self._parts, self._gathered = parts, gathered
        self._looked: dict[str, Looked | None] = {}
        self._taken: set[tuple[str, str]] = set()

    def take(self, references: Sequence[Reference], within: str, label: str) -> None:
        """Put down the pictures that the part ``within`` shows somewhere."""
        for one in references:
            self.put(one, within, label)

    def put(self, one: Reference, within: str, label: str, at: int = -1) -> None:
        """Put down a picture that stands in the part ``within`` before the code point ``at``."""
        if (within, one.key) in self._taken:
            return
        self._taken.add((within, one.key))
        looked = self._look(one.key) if one.is_inside else None
        if looked is None:
            self._gathered.missing(one.key, within, label)
        elif looked.text or not (one.again and looked.why is NoText.DRAWING):
            self._gathered.put(looked, one.key, within, label, at)

    def put_part(self, part: Part, key: str, within: str, label: str, at: int) -> None:
        """Put down the part of a picture in a document that this one imports."""
        if part.picture is not None:
            looked = Looked(part.picture.sha256, 1, part.no_text, part.text)
            self._gathered.put(looked, key, within, label, at)

    def _look(self, key: str) -> Looked | None:
        if key not in self._looked:
            try:
                self._looked[key] = looked_at(package.entry(self._parts.archive, key))
            except RefusalError:
                self._looked[key] = None
        return self._looked[key]


def picture(archive: ZipFile, key: str) -> Image:
    """Return the picture that an entry is, upright."""
    if key not in archive.namelist():
        raise RefusalError(Reason.MEMBER_MISSING)
    return image.decoded(package.entry(archive, key))
