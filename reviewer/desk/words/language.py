"""The person's language: a sentence said in it, and a number of things counted in it.

English stands in the program; another language is a catalogue, ``reviewer.mo`` in the resources' ``locale`` folder, found by the
environment as GNU gettext does (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), or chosen (``speak``). Without one, English is said.
"""

from __future__ import annotations

import os
from functools import lru_cache
from gettext import NullTranslations, bindtextdomain, textdomain, translation
from pathlib import Path

from reviewer.errors import filled

_DOMAIN = "reviewer"


def say(text: str, /, **values: object) -> str:
    """Return a sentence in the person's language, with the values that it names."""
    said = _catalogue().gettext(text) if text else ""
    return filled(said, values)


def say_as(meaning: str, text: str, /) -> str:
    """Return a word in the person's language that is written alike for several meanings in English, by its meaning."""
    return _catalogue().pgettext(meaning, text)


def count(one: str, many: str, number: int, /, **values: object) -> str:
    """Return what is said of a number of things: the form for it, of as many as the language has; ``{n}`` is the number."""
    return filled(_catalogue().ngettext(one, many, number), {"n": number, **values})


def is_translated() -> bool:
    """Whether there is a catalogue for the person's language."""
    return type(_catalogue()) is not NullTranslations


def speak(language: str) -> None:
    """Say all from now on in the language of this tag, and have programs that are started say theirs in it; "" is the system's."""
    system = _of_the_system()
    if language:
        os.environ["LANGUAGE"] = language.replace("-", "_")
    elif system is None:
        os.environ.pop("LANGUAGE", None)
    else:
        os.environ["LANGUAGE"] = system
    _catalogue.cache_clear()


def catalogues() -> tuple[str, ...]:
    """Return the tags of the languages that there is a catalogue for, beside English."""
    files = _folder().glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")
    return tuple(sorted(path.parents[1].name.replace("_", "-") for path in files))


def lend_to_libraries() -> None:
    """Have libraries that ask gettext for their texts, as click does, find them in this program's catalogue."""
    bindtextdomain(_DOMAIN, str(_folder()))
    textdomain(_DOMAIN)


@lru_cache(maxsize=1)
def _of_the_system() -> str | None:
    """Return what the environment named before a language was chosen here, None where it named none."""
    return os.environ.get("LANGUAGE")


def _folder() -> Path:
    above = Path(__file__).resolve().parents[3]
    folders = (above / "resources/locale", above / "reviewer_resources/locale")
    return next((folder for folder in folders if folder.is_dir()), folders[0])


@lru_cache(maxsize=1)
def _catalogue() -> NullTranslations:
    """Return what says it; where there is no catalogue at all, none is sought: the search brings in ``locale``."""
    return translation(_DOMAIN, _folder(), fallback=True) if catalogues() else NullTranslations()
