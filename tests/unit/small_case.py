"""A small case folder for tests, of its own subject (playgrounds), to be spoilt one line at a time."""

from __future__ import annotations

from pathlib import Path

FRAMEWORK = """\
schema = 1
key = "playgrounds"
title = "Safe playgrounds"
language = "en-GB"

[[finding]]
key = "seen"
label = "Seen"
tone = "met"
sentence = "We saw {{ phrases | all_of }}."

[[finding]]
key = "partly"
label = "Partly"
tone = "part"
sentence = "{{ phrases | all_of | sentence_case }} {{ 'was' if phrases | length == 1 else 'were' }} begun."

[[finding]]
key = "nothing"
label = "Nothing sent"
tone = "unknown"
absence = true
sentence = "Nothing was sent about {{ phrases | any_of }}."

[[criterion]]
key = "fences"
title = "Fences"
question = "Are the fences whole?"
search = ["fence"]
findings = ["seen", "partly", "nothing"]
[criterion.phrase]
default = "the fences"

[[criterion]]
key = "swings"
title = "Swings"
question = "Are the swings looked at?"
guidance = "Look for dates."
search = ["swing", "chain"]
findings = ["seen", "partly", "nothing"]
[criterion.phrase]
default = "the swings"
nothing = "how swings are looked at"

[[criterion]]
key = "ponds"
title = "Ponds"
question = "Are the ponds covered?"
search = ["pond"]
findings = ["seen", "partly", "nothing"]
[criterion.phrase]
default = "the ponds"

[[category]]
key = "good"
label = "Good"
suggest = "tones | unique | list == ['met']"

[[category]]
key = "unknown"
label = "Not known"
suggest = "tones.count('unknown') >= 2"

[[category]]
key = "begun"
label = "Begun"
suggest = "true"
"""

INSPECTION = """\
schema = 1
key = "playgrounds-2031"
title = "Playgrounds, 2031"
requested_on = 2031-03-03
submissions_due = 2031-03-31
review_period = "April 2031"
letters_dated = 2031-05-01
bodies = "bodies.tsv"

[sender]
organisation = "Office for Play"

[signatory]
name = "Ada Example"

[enquiries]
name = "the office"
email = "office@example.org"

[letter]
copied_to = ["{{ body.clerk }}"]
"""

LETTER = """\
---
subject: "{{ framework.title }}: {{ body.name }}"
salutation: "Dear {{ body.clerk }}"
closing: "Yours sincerely"
---
We wrote to *you*, {{ body.name }}, on {{ inspection.requested_on | day }}.

{{ findings }} That is all.
"""

BODIES = """\
code\tname\tclerk\tmotto
ash\tAsh Parish\tThe Clerk of Ash\tPlay *well*
elm\tElm_and_Oak [Town]\tThe Town Clerk\t
"""

LETTER_CY = """\
---
subject: "{{ framework.title }}"
salutation: "Annwyl {{ body.clerk }}"
closing: "Yn gywir"
---
Ysgrifennwyd ar {{ inspection.requested_on | day }}.

{{ findings }}
"""

FRAMEWORK_CY = """\
schema = 1
title = "Meysydd chwarae diogel"
copied_to = "Copi at"
months = ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
  "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"]

[words]
all = "a"
any = "neu"

[[finding]]
key = "seen"
label = "Gwelwyd"
sentence = "Gwelsom {{ phrases | all_of }}."

[[finding]]
key = "partly"
sentence = "Dechreuwyd: {{ phrases | all_of }}."

[[finding]]
key = "nothing"
sentence = "Dim am {{ phrases | any_of }}."

[[criterion]]
key = "fences"
title = "Ffensys"
[criterion.phrase]
default = "ffensys"

[[criterion]]
key = "swings"
[criterion.phrase]
default = "siglenni"

[[criterion]]
key = "ponds"
[criterion.phrase]
default = "pyllau"

[[category]]
key = "good"
label = "Da"
"""


def write_case(folder: Path, *, welsh: bool = False) -> Path:
    """Write the case into a folder and return it."""
    files = {
        "framework.toml": FRAMEWORK,
        "inspection.toml": INSPECTION,
        "letter.md": LETTER,
        "bodies.tsv": BODIES,
    }
    if welsh:
        files |= {"letter.cy.md": LETTER_CY, "framework.cy.toml": FRAMEWORK_CY}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first place of some text in one of the case's files."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text, (file, old)
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
