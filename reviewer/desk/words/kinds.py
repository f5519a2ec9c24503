"""The words for kinds of documents, what they are counted in, and what is to know of their parts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.words.language import count, say
from reviewer.model import Group, NoText, Part, Place, PlaceSort, Unit

GROUPS: Mapping[Group, str] = MappingProxyType({
    Group.PDF: "PDF", Group.SCAN: "Scan", Group.WORD: "Word", Group.EXCEL: "Excel", Group.SLIDES: "Slides",
    Group.MAIL: "E-mail", Group.IMAGE: "Picture", Group.WEB: "Web page", Group.TEXT: "Text", Group.OTHER: "Other kinds",
})  # fmt: skip

UNITS: Mapping[Unit, tuple[str, str]] = MappingProxyType({
    Unit.PAGE: ("{n:,} page", "{n:,} pages"), Unit.SLIDE: ("{n:,} slide", "{n:,} slides"),
    Unit.SHEET: ("{n:,} sheet", "{n:,} sheets"), Unit.PART: ("{n:,} part", "{n:,} parts"),
})  # fmt: skip

NOUNS: Mapping[Unit, str] = MappingProxyType({
    Unit.PAGE: "page", Unit.SLIDE: "slide", Unit.SHEET: "sheet", Unit.PART: "part",
})  # fmt: skip

_UNITS_OF = {
    PlaceSort.PAGE: Unit.PAGE,
    PlaceSort.SLIDE: Unit.SLIDE,
    PlaceSort.SHEET: Unit.SHEET,
}
_UNSURE = 80  # percent beneath which recognised words are worth a second look


def group_words(group: Group) -> str:
    """Return what a kind of document is called."""
    return say(GROUPS[group])


def counted_units(unit: Unit, number: int) -> str:
    """Return "1 page", "2 slides"."""
    return count(*UNITS[unit], number)


def unit_of(place: Place) -> Unit:
    """Return what a document with such places is counted in."""
    return _UNITS_OF.get(place.sort, Unit.PART)


def noun_of(place: str) -> str:
    """Return what a person calls parts with places like this one."""
    return say(NOUNS[unit_of(Place.parse(place))])


def _recognised_words(sure: int) -> str:
    if not sure:
        return say("Recognised; how surely was not told")
    return say("Recognised, {sure}% sure" if sure >= _UNSURE else "Recognised, only {sure}% sure", sure=sure)


def fact_of(part: Part) -> str:
    """Return what is to be known of a part, in a few words; "" if there is nothing."""
    if part.transcribed:
        return say("Typed by a person")
    if part.recognised:
        return _recognised_words(part.confidence)
    if part.hidden:
        slide = Place.parse(part.place).sort is PlaceSort.SLIDE
        return say("Hidden slide") if slide else say("Hidden sheet")
    if part.aside is not None and part.aside.apart:
        return say("Not in the text: {label}", label=part.label)
    return ""


def tab_words(part: Part) -> str:
    """Return what stands on a part's tab: a sheet's own name and what is wrong with it, of any other part its label."""
    place = Place.parse(part.place)
    if place.sort is not PlaceSort.SHEET or part.picture:
        return part.label or part.place
    words = f"{place.name}!{place.cell}" if place.cell else place.name  # its own name may end like a cell
    words = say("{name} (hidden)", name=words) if part.hidden else words
    return say("{name} (damaged)", name=words) if part.no_text is NoText.DAMAGED else words
