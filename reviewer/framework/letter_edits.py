"""Edits of ``letter.md``: a value of its front matter, or the text under it; all else stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from reviewer.framework.letterfile import FENCE
from reviewer.framework.text_edits import Edit

MATTER = ("subject", "salutation", "closing")
_SHORT = {"\t": r"\t", "\n": r"\n", '"': r"\"", "\\": r"\\"}


def letter_parts(text: str) -> Mapping[str, tuple[str, int, int]] | None:
    """Return what a letter says by key ("text" is what stands under the front matter), with where: None where there is no telling.

    A key that is missing is not there.
    """
    import yaml

    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), None)
    if lines[0].rstrip() != FENCE or end is None:
        return None
    above = len(lines[0]) + 1
    body = sum(len(line) + 1 for line in lines[: end + 1])
    matter = "\n".join(lines[1:end])
    try:
        node = yaml.compose(matter, Loader=yaml.SafeLoader)
        values = yaml.safe_load(matter)
    except yaml.YAMLError:
        return None
    if node is not None and not isinstance(node, yaml.MappingNode):
        return None
    parts = {}
    for key, value in node.value if node is not None else ():
        start, stop = value.start_mark.index, value.end_mark.index
        stop = start + len(matter[start:stop].rstrip())
        said = values.get(key.value)
        parts[str(key.value)] = ("" if said is None else str(said), above + start, above + stop)
    parts["text"] = (text[body:], min(body, len(text)), len(text))
    return parts


def setting_letter(text: str, key: str, words: str) -> tuple[Edit, ...]:
    """Return the edits after which a letter says these words at a key; ValueError where there is no telling what it is."""
    parts = letter_parts(text)
    if parts is None:
        raise ValueError(key)
    if key in parts and parts[key][0] == words:
        return ()
    if key == "text":
        _, start, end = parts["text"]
        return (Edit(start, end, words if text[:start].endswith("\n") else f"\n{words}"),)
    quoted = '"' + "".join(map(_escaped, words)) + '"'
    if key in parts:
        _, start, end = parts[key]
        gap = "" if text[:start].endswith((" ", "\n", "\t")) else " "
        return (Edit(start, end, gap + quoted),)
    fence = text.index("\n") + 1 if not parts.keys() - {"text"} else _fence(text)
    return (Edit(fence, fence, f"{key}: {quoted}\n"),)


def _fence(text: str) -> int:
    """Return where the line begins that ends the front matter."""
    at = text.index("\n") + 1
    while text[at : (text + "\n").index("\n", at)].rstrip() != FENCE:
        at = text.index("\n", at) + 1
    return at


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    return character if character.isprintable() else f"\\U{ord(character):08X}"
