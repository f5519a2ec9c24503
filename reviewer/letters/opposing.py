"""When a sentence says the opposite of another one for certain: by its words alone, never by what they may mean together."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.letters.spans import changes

Words = tuple[str, ...]

NOT = frozenset({
    "not", "no", "never", "none", "nothing", "without", "neither", "nor", "cannot", "t", "hardly", "scarcely",
    "barely", "ni", "nid", "na", "nad", "nac", "dim", "ddim", "heb", "neb", "byth", "erioed", "prin", "braidd",
})  # fmt: skip
MISSING = frozenset({
    "absent", "missing", "lacking", "lack", "lacks", "lacked", "excluded", "excludes", "exclude", "omitted", "omits",
    "omit",
})  # fmt: skip
"""Words that say by themselves that something is not there."""
LACKING = MISSING | {
    "devoid", "free", "avoid", "avoided", "avoids", "ignored", "ignores", "gap", "gaps", "neglected",
}  # fmt: skip
"""Words that may say so, and after which a "not" may say that it is there: "no gaps"."""
FAILING = frozenset({"fail", "fails", "failed", "failing"})
AUXILIARIES = frozenset({
    "do", "does", "did", "didn", "doesn", "don", "is", "isn", "are", "aren", "was", "wasn", "were", "weren",
    "be", "been", "has", "hasn", "have", "haven", "had", "hadn", "can", "could", "couldn", "some", "any",
    "a", "an", "wnaeth", "oedd", "roedd", "mae",
})  # fmt: skip
SMALL = AUXILIARIES | {
    "the", "this", "that", "these", "those", "it", "its", "and", "or", "by", "in", "of", "on", "to", "from", "for", "with",
    "at", "as", "your", "you", "our", "us", "we", "they", "their", "them", "which", "other", "others", "either",
}  # fmt: skip
"""Words that say nothing of their own, by which two orders of the same words differ: "X was reflected in your plans"."""
POSSIBLE = frozenset({"can", "could"})
DENIALS: tuple[Words, ...] = tuple(
    ("it", *being, *what, "that")
    for being in (("is",), ("was",), ("s",))
    for what in (
        ("not", "the", "case"), ("not", "true"), ("not", "right"), ("not", "correct"), ("not", "so"), ("untrue",),
        ("false",), ("wrong",), ("incorrect",),
    )
)  # fmt: skip
FAR = 8  # words by which a sentence is no longer or shorter than one it turns round
CLAUSE = 3  # words between two "not"s that stand for themselves; nearer ones take each other back
STEM = 4  # letters that two forms of a word share at least
ENDING = 3  # letters at their end by which they may differ
MUTATION = (
    2  # letters at the beginning of a Welsh word that may be others, as in "cyflwynwyd" and "chyflwynwyd"
)


def denied(recorded: Words, said: Words) -> bool:
    """Whether a sentence says of another one, word for word, that it is not so."""
    return any(said[: len(row)] == row and said[len(row) :] == recorded for row in DENIALS)


def turned(recorded: Words, said: Words, *, mutates: bool = False) -> bool:
    """Whether one row of words differs from another by "not"s that turn it round, and by what goes with them only.

    Two "not"s turn a sentence round if each stands in its own part of it; close together, or one here for one there, they do not.
    """
    before, after = _plainly(recorded), _plainly(said)
    if abs(len(before) - len(after)) > FAR or _only_may(before, after):
        return False
    gone, new = [], []
    for at, then in changes(before, after):
        one, other = _rest(before[at]), _rest(after[then])
        if len(one) != len(other) or not all(
            _same(a, b, mutates=mutates) for a, b in zip(one, other, strict=True)
        ):
            return False
        gone += [at.start + place for place, word in enumerate(before[at]) if word in NOT]
        new += [then.start + place for place, word in enumerate(after[then]) if word in NOT]
    if gone and new:
        return len(gone) % 2 != len(new) % 2
    return any(len(part) % 2 for part in _parts(gone or new))


def contradicted(recorded: Words, said: Words, *, met: bool) -> bool:
    """Whether a sentence says with the same words in any order, and with one "not" more or less, the opposite of another.

    Both have holes where criteria are named. ``met`` tells that the recorded sentence says that something is there: then one that
    says less of it, and that it is not so, is against it too, as "X was missing" is.
    """
    before, after = _plainly(recorded), _plainly(said)
    if _only_may(before, after):
        return False
    less, more = _denials(before), _denials(after)
    if {less, more} != {0, 1} or not any(word in NOT or word in MISSING for word in (*before, *after)):
        return False
    one, other = _content(before), _content(after)
    if one and _alike(one, other):
        return True
    lacking = any(word in MISSING for word in after)
    return met and more == 1 and set(other) <= set(one) and (bool(other) or lacking)


def same_words(one: Words, other: Words) -> bool:
    """Whether two sentences have the same words in any order, and none or one "not" each."""
    before, after = _plainly(one), _plainly(other)
    denials = _denials(before)
    content = _content(before)
    return denials < 2 and denials == _denials(after) and bool(content) and _alike(content, _content(after))  # noqa: PLR2004  none or one


def _plainly(words: Words) -> Words:
    """Return words with "not" for "failed to", and no "nor" after its "neither"."""
    made: list[str] = []
    for at, word in enumerate(words):
        if word in FAILING and words[at + 1 : at + 2] == ("to",):
            made.append("not")
        elif (word == "to" and at and words[at - 1] in FAILING) or (word == "nor" and "neither" in made):
            continue
        else:
            made.append(word)
    return tuple(made)


def _only_may(before: Words, after: Words) -> bool:
    """Whether what is said is only that something can be so: "your plans could reflect"."""
    possible = [sum(word in POSSIBLE for word in words) for words in (before, after)]
    return possible[1] > possible[0] and not any(word in NOT for word in after)


def _parts(places: Sequence[int]) -> list[list[int]]:
    parts: list[list[int]] = []
    for place in places:
        if parts and place - parts[-1][-1] <= CLAUSE:
            parts[-1].append(place)
        else:
            parts.append([place])
    return parts


def _denials(words: Words) -> int:
    """Return how often words say "not"; once, if each part of the sentence says it once."""
    places = [place for place, word in enumerate(words) if word in NOT or word in LACKING]
    each = all(len(part) == 1 for part in _parts(places))
    return min(len(places), 1) if each else len(places)


def _content(words: Words) -> list[str]:
    return [w for w in words if w not in NOT and w not in LACKING and w not in SMALL and w.isalpha()]


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each word has one of its forms in the other row, and there are as many."""
    left = list(other)
    for word in one:
        alike = next((each for each in left if each == word or _forms(each, word, ENDING)), None)
        if alike is None:
            return False
        left.remove(alike)
    return not left


def _rest(words: Words) -> list[str]:
    return [word for word in words if word not in NOT and word not in AUXILIARIES]


def _same(one: str, other: str, *, mutates: bool) -> bool:
    """Whether two are forms of one word: by their ends, and in Welsh by their beginnings, which mutate."""
    return _forms(one, other, ENDING) or (mutates and _forms(one[::-1], other[::-1], MUTATION))


def _forms(one: str, other: str, most: int) -> bool:
    shared = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return shared >= STEM and max(len(one), len(other)) - shared <= most
