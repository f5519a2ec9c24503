"""HTML pages in a real browser without a window: what axe-core says of each, and whether anything leaves the screen."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
)  # fmt: skip

# Every page is a frame of one page, so that the browser starts once. It is judged within its own frame.
HARNESS = """<!DOCTYPE html><html lang="en"><head><title>t</title><meta charset="utf-8"></head><body>{frames}
<pre id="said"></pre><script>
const out = {{}};
const frames = [...document.querySelectorAll("iframe")];
async function judge(frame) {{
  const {{contentDocument: page, contentWindow: view}} = frame;
  const script = page.createElement("script");
  script.textContent = {axe};
  page.head.append(script);
  const found = await view.axe.run(page, {{resultTypes: ["violations"], iframes: false}});
  script.remove();
  const edge = page.documentElement.clientWidth;
  const scrolls = node => node && (view.getComputedStyle(node).overflowX === "auto" || scrolls(node.parentElement));
  const beyond = [...page.body.querySelectorAll("*")].filter(node =>
    node.getBoundingClientRect().right > edge + 0.5 && !scrolls(node.parentElement));
  out[frame.title] = {{
    faults: found.violations.map(v => v.id + ": " + v.nodes.map(n => n.html.slice(0, 120)).join(" | ")),
    wider: page.documentElement.scrollWidth - edge,
    beyond: beyond.map(node => node.outerHTML.slice(0, 120)),
    words: page.body.innerText,
  }};
}}
addEventListener("load", async () => {{
  for (const frame of frames) await judge(frame);
  document.getElementById("said").textContent = JSON.stringify(out);
}});
</script></body></html>"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was seen: ``faults`` by axe-core, how many CSS pixels it is ``wider`` than the screen, what is ``beyond``."""

    faults: tuple[str, ...]
    wider: int
    beyond: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Browser:
    """A Chromium by its path; ``axe`` is axe-core's script, ``folder`` one for what it leaves behind."""

    chromium: str
    axe: Path
    folder: Path

    def see(self, pages: Mapping[str, str], *, width: int, dark: bool = False) -> dict[str, Seen]:
        """Return what is seen of pages, by name, in frames ``width`` CSS pixels wide."""
        frames = "".join(
            f'<iframe title="{escape(name)}" width="{width}" height="900" style="border:0" srcdoc="{escape(page)}"></iframe>'
            for name, page in pages.items()
        )
        script = json.dumps(self.axe.read_text(encoding="utf-8")).replace("</", "<\\/")
        harness = self.folder / "harness.html"
        harness.write_text(HARNESS.format(frames=frames, axe=script), encoding="utf-8")
        scheme = (
            ("--blink-settings=preferredColorScheme=0",)
            if dark
            else ("--blink-settings=preferredColorScheme=1",)
        )
        dumped = self._run(
            *scheme, "--virtual-time-budget=60000", "--window-size=1400,1000", "--dump-dom", harness.as_uri()
        )
        said = unescape(dumped.rpartition('<pre id="said">')[2].partition("</pre>")[0])
        assert said, "the browser gave no answer"
        return {
            name: Seen(tuple(one["faults"]), one["wider"], tuple(one["beyond"]), one["words"])
            for name, one in json.loads(said).items()
        }

    def printed(self, page: str) -> bytes:
        """Return a page as the browser prints it with its first settings: without grounds."""
        source, out = self.folder / "page.html", self.folder / "page.pdf"
        source.write_text(page, encoding="utf-8")
        self._run("--no-pdf-header-footer", f"--print-to-pdf={out}", source.as_uri())
        return out.read_bytes()

    def _run(self, *words: str) -> str:
        command = [self.chromium, *QUIET, f"--user-data-dir={self.folder / 'profile'}", *words]
        quiet = {**os.environ, "HOME": str(self.folder)}
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
            env=quiet,
            stdin=subprocess.DEVNULL,
        ).stdout
