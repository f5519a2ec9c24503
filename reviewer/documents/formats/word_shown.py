"""A part of a Word document as plain paragraphs and runs, before mammoth reads it: with what mammoth would leave out.

Text boxes, results of simple fields, equations, boxes to tick, chosen values of forms, characters of symbol fonts and
the base of ruby text are put where they stand as ``w:r`` and ``w:t``. ECMA-376 part 1: 17.3.3.25 (ruby), 17.3.3.30
(symbols), 17.5.2 (content controls), 17.16.5 and 17.16.19 (fields), 22.1 (equations); part 3, 7.6 (choices);
[MS-DOCX] 2.5.4 (check boxes); part 4, 14.1 (VML).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from reviewer.documents.formats import equations, symbols
from reviewer.documents.formats.word_tree import (
    add_text,
    after,
    attribute,
    find_all,
    is_on,
    made,
    name_of,
    put,
    unwrap,
    value,
    within,
)

_KNOWN_DRAWN = frozenset({"pict", "object", "group", "rect", "roundrect", "shape", "textbox", "txbxContent"})
_DRAWN = frozenset({"drawing", "pict", "object"})
_WRAPPERS = ("fldSimple", "dir", "bdo")
_BLOCKS = frozenset({"body", "tc", "txbxContent", "footnote", "endnote", "comment", "hdr", "ftr"})
_BOX = 2  # the longest text that is a box and not words with a box
_SPACES = re.compile(r"\s+")


def write(root: Any, space: str) -> bool:
    """Rewrite the tree; *space* is the namespace of Word's elements in it. Tells whether anything was rewritten."""
    changes = (
        _choices(root), _equations(root, space), _wrappers(root), _fields(root, space), _controls(root, space),
        _symbols(root, space), _ruby(root, space), _boxes(root, space),
    )  # fmt: skip
    return any(changes)


def alternatives(root: Any) -> list[str]:
    """Return the alternative texts of pictures and shapes in their order, each once."""
    words: dict[str, None] = {}
    for node in find_all(root, "docPr", "cNvPr", "shape", "rect", "roundrect", "oval", "group", "line"):
        name = name_of(node)
        if name == "cNvPr" and next(node.iterancestors("{*}wgp", "{*}wpc"), None) is None:
            continue  # Word shows the one of the whole drawing
        given = ("title", "descr") if name in {"docPr", "cNvPr"} else ("alt",)
        text = ": ".join(filter(None, (_tidy(attribute(node, one)) for one in given)))
        words |= {text: None} if text else {}
    return list(words)


def readings(root: Any) -> list[str]:
    """Return the small readings that stand over words (ruby), with the words: neighbours together, a line each."""
    pairs: list[tuple[Any, str, str]] = []
    for ruby in find_all(root, "ruby"):
        base, reading = (_texts(part) for part in (ruby.find("{*}rubyBase"), ruby.find("{*}rt")))
        run = ruby.getparent()
        before = run.getprevious() if run is not None and ruby.getprevious() is None else None
        if pairs and (pairs[-1][0] is before or pairs[-1][0] is run):
            _run, words, readings_ = pairs.pop()
            base, reading = words + base, readings_ + reading
        pairs.append((run, base, reading))
    return [f"{base}: {reading}" for _run, base, reading in pairs if reading.strip()]


def _choices(root: Any) -> bool:
    """Take the newer of two versions where the older one, which mammoth reads, lacks some of its words."""
    changed = False
    for node in find_all(root, "AlternateContent"):
        choice, fallback = node.find("{*}Choice"), node.find("{*}Fallback")
        if node.getparent() is None or choice is None:
            continue
        if fallback is None or _words(choice) not in _words(fallback):
            for other in list(node):
                if other is not choice:
                    node.remove(other)
            unwrap(choice)
            unwrap(node)
            changed = True
    return changed


def _words(node: Any) -> str:
    return _SPACES.sub("", "".join(text.text or "" for text in node.iter("{*}t")))


def _texts(node: Any) -> str:
    return "" if node is None else "".join(text.text or "" for text in node.iter("{*}t"))


def _equations(root: Any, space: str) -> bool:
    changed = False
    for node in find_all(root, "oMathPara", "oMath"):
        if within(node, "oMathPara", "oMath") or node.getparent() is None:
            continue
        said = equations.lines(node.iterchildren("{*}oMath") if name_of(node) == "oMathPara" else (node,))
        parent = node.getparent()
        block = name_of(parent) in _BLOCKS or (name_of(parent) == "sdtContent" and not within(node, "p"))
        run = made(space, "r")
        add_text(run, "\n".join(said))
        whole = made(space, "p", run) if block else run
        put(node, whole)
        changed = True
    return changed


def _wrappers(root: Any) -> bool:
    wrappers = find_all(root, *_WRAPPERS)
    for node in wrappers:
        unwrap(node)
    return bool(wrappers)


def _fields(root: Any, space: str) -> bool:
    """Put the box or the chosen entry of an old form field where the field begins."""
    changed = False
    for node in find_all(root, "ffData"):
        begin = node.getparent()
        ticked, listed = node.find("{*}checkBox"), node.find("{*}ddList")
        if begin is None or name_of(begin) != "fldChar":
            continue
        if ticked is not None:
            text = symbols.box(ticked=_is_ticked(ticked))
        elif listed is not None and not _result(begin).strip():
            text = _chosen(listed)
        else:
            continue
        if text:
            run = begin.getparent()
            run.insert(run.index(begin), add_text(made(space, "r"), text)[0])
            changed = True
    return changed


def _is_ticked(node: Any) -> bool:
    own = node.find("{*}checked")
    chosen = own if own is not None else node.find("{*}default")
    return chosen is not None and is_on(chosen)


def _chosen(listed: Any) -> str:
    entries = [value(entry) for entry in listed.iterfind("{*}listEntry")]
    own = listed.find("{*}result")
    number = value(own if own is not None else listed.find("{*}default")) or "0"
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def _result(begin: Any) -> str:
    """Return the text that stands between a field's begin and its end, in the runs beside it."""
    run, said, depth = begin.getparent(), list[str](), 0
    for node in (
        node for beside in chain((run,), run.itersiblings()) for node in beside.iter("{*}fldChar", "{*}t")
    ):
        kind = attribute(node, "fldCharType") if name_of(node) == "fldChar" else ""
        if node is begin or (depth and kind == "begin"):
            depth += 1
        elif depth and kind == "end":
            depth -= 1
            if not depth:
                break
        elif depth and not kind:
            said.append(node.text or "")
    return "".join(said)


def _controls(root: Any, space: str) -> bool:
    """Write the box of a content control that is one."""
    changed = False
    for control in find_all(root, "sdt"):
        properties, content = control.find("{*}sdtPr"), control.find("{*}sdtContent")
        box = None if properties is None else properties.find("{*}checkbox")
        if box is None or properties is None:
            continue
        state = box.find("{*}checked")
        text = symbols.box(ticked=state is not None and is_on(state))
        properties.remove(box)
        if content is None:
            content = made(space, "sdtContent")
            control.append(content)
        _write_box(content, text, space)
        changed = True
    return changed


def _write_box(content: Any, text: str, space: str) -> None:
    old = next(content.iter("{*}sym", "{*}t"), None)
    if old is not None and (name_of(old) == "sym" or len((old.text or "").strip()) <= _BOX):
        put(old, add_text(made(space, "r"), text)[0])
        return
    run = add_text(made(space, "r"), text)
    inside = next(content.iter("{*}p"), content)
    start = inside.find("{*}pPr")
    inside.insert(0 if start is None else inside.index(start) + 1, run)


def _symbols(root: Any, space: str) -> bool:
    changed = False
    for node in find_all(root, "sym"):
        code = attribute(node, "char")
        if re.fullmatch("[0-9A-Fa-f]{1,5}", code):
            text = symbols.shown(attribute(node, "font"), int(code, 16))
            put(node, add_text(made(space, "r"), text)[0])
            changed = True
    for fonts in find_all(root, "rFonts"):
        run = fonts.getparent().getparent()
        if run is not None and name_of(run) == "r":
            changed = _in_font(run, fonts) or changed
    return changed


def _in_font(run: Any, fonts: Any) -> bool:
    plain, high = attribute(fonts, "ascii"), attribute(fonts, "hAnsi")
    if symbols.font(plain) is None and symbols.font(high) is None:
        return False
    changed = False
    for node in run.iterchildren("{*}t"):
        written = node.text or ""
        text = "".join(symbols.text(plain if each < "\x80" else high or plain, each) for each in written)
        if text != written:
            node.text, changed = text, True
    return changed


def _ruby(root: Any, space: str) -> bool:
    """Leave of words with a reading over them the words: the readings stand beside (``readings``)."""
    rubies = find_all(root, "ruby")
    for node in rubies:
        put(node, *add_text(made(space, "r"), _texts(node.find("{*}rubyBase"))))
    return bool(rubies)


def _boxes(root: Any, space: str) -> bool:
    """Put the text of drawings where mammoth looks for it: after the drawing, in a text box of the older sort."""
    changed = False
    for drawing in find_all(root, *_DRAWN):
        if within(drawing, "Choice") or drawing.getparent() is None:
            continue
        for content in _unread(drawing, space):
            outer = made(space, "pict", made("urn:schemas-microsoft-com:vml", "textbox", content))
            after(drawing, outer)
            changed = True
    return changed


def _unread(drawing: Any, space: str) -> list[Any]:
    """Return the contents of text boxes in *drawing* that mammoth does not reach, the last one first."""
    unread = list[Any]()
    for node in drawing.iter("{*}txbxContent", "{*}txBody", "{*}textpath"):
        between = list(_between(node, drawing))
        if any(name_of(one) in {"txbxContent", "txBody"} for one in between):
            continue  # it goes with the box that it stands in
        if name_of(node) == "txbxContent":
            if name_of(drawing) == "drawing" or any(name_of(one) not in _KNOWN_DRAWN for one in between):
                unread.append(node)
        else:
            lines = [attribute(node, "string")] if name_of(node) == "textpath" else _drawn_lines(node)
            words = [made(space, "p", add_text(made(space, "r"), line)) for line in lines if line.strip()]
            unread += [made(space, "txbxContent", *words)] if words else []
    return unread[::-1]


def _drawn_lines(body: Any) -> list[str]:
    return [_texts(paragraph) for paragraph in body.iter("{*}p")]


def _between(node: Any, top: Any) -> Iterator[Any]:
    for above in node.iterancestors():
        if above is top:
            return
        yield above


def _tidy(text: str) -> str:
    return " ".join(text.split())
