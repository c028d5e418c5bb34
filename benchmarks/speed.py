"""Stories per second, for reading and for each writer, beside what people use today, in one run.

    python benchmarks/speed.py --data FOLDER [--rounds 5]

FOLDER holds raw/innertext.jsonl.gz and html.jsonl.gz: the same pages as text and as HTML. All figures are CPU
milliseconds a story (this process, or the processes it starts), the median over the rounds; in each round all
rivals take their turn, so that a machine that slows down slows all of them. Needs the extra `bench`; LibreOffice
takes part where `soffice` is installed, Chromium where playwright and its browser are. `--only` names the parts to run.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import newscopy
from newscopy.model import Paragraph, Story, Subheading

PRINTED = 12  # stories of typical length that the slow writers take a round
TYPICAL = (8, 40)  # paragraphs
PARTS = ("reading", "text", "docx", "pdf")


def cpu() -> float:
    """CPU seconds of this process and of all that it has started and waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measured(rivals: dict[str, Callable[[], int]], rounds: int) -> dict[str, float]:
    """CPU milliseconds a story for each rival; each call returns how many stories it did."""
    for rival in rivals.values():
        rival()  # warm: imports, caches, fonts
    times: dict[str, list[float]] = {name: [] for name in rivals}
    for _ in range(rounds):
        for name, rival in rivals.items():
            start = cpu()
            done = rival()
            times[name].append((cpu() - start) * 1000 / done)
    return {name: statistics.median(found) for name, found in times.items()}


def show(title: str, times: dict[str, float], base: str) -> None:
    print(f"\n{title}\n{'':42}{'ms a story':>12}{'a second':>12}{'ratio':>10}")
    for name, spent in times.items():
        print(f"{name:42}{spent:12.2f}{1000 / spent:12,.0f}{times[base] / spent:9.2f}x")


def reading(pages: list[tuple[str, str]], rounds: int) -> None:
    import trafilatura

    def ours() -> int:
        for text, _ in pages:
            newscopy.write(newscopy.read(text), "json", indent=0)
        return len(pages)

    def theirs() -> int:
        for _, html in pages:
            trafilatura.extract(html, output_format="json", with_metadata=True)
        return len(pages)

    lines = sum(1 for text, _ in pages for line in text.split("\n") if line.strip())
    times = measured({"trafilatura, HTML to JSON": theirs, "newscopy, text to JSON": ours}, rounds)
    show(f"Read + JSON, {len(pages)} pages", times, "trafilatura, HTML to JSON")
    print(f"newscopy: {lines / len(pages) / times['newscopy, text to JSON'] * 1000:,.0f} lines a second, JSON written")


def writing_docx(stories: list[Story], rounds: int) -> None:
    import docx
    import pypandoc
    from docxtpl import DocxTemplate

    pandoc = pypandoc.get_pandoc_path()
    pages = [newscopy.write(story, "html") for story in stories]
    template = docx_template()

    def plain() -> int:
        for story in stories:
            document = docx.Document()
            document.add_heading(story.headline, 1)
            for block in story.body:
                if isinstance(block, Subheading):
                    document.add_heading(block.text, 2)
                elif isinstance(block, Paragraph):
                    document.add_paragraph(block.text)
            document.save(io.BytesIO())
        return len(stories)

    def by_pandoc() -> int:
        with tempfile.TemporaryDirectory() as folder:
            for page in pages[:3]:
                command = [pandoc, "-f", "html", "-t", "docx", "-o", f"{folder}/story.docx"]
                subprocess.run(command, input=page, check=True, capture_output=True)
        return 3

    def by_docxtpl() -> int:
        for story in stories:
            filled = DocxTemplate(io.BytesIO(template))
            filled.render({"headline": story.headline, "paragraphs": story.paragraphs}, autoescape=True)
            filled.save(io.BytesIO())
        return len(stories)

    def ours() -> int:
        for story in stories:
            newscopy.write(story, "docx")
        return len(stories)

    def ours_bare() -> int:
        for story in stories:
            newscopy.write(story, "docx", attach=False)
        return len(stories)

    rivals = {
        "python-docx, its default template": plain,
        "docxtpl": by_docxtpl,
        "pandoc, a process a story": by_pandoc,
        "newscopy docx, the Story inside": ours,
        "newscopy docx, attach=no": ours_bare,
    }
    show(f"DOCX, {len(stories)} stories", measured(rivals, rounds), "python-docx, its default template")


def docx_template() -> bytes:
    """A template for docxtpl with the same headline and paragraphs."""
    import docx

    document = docx.Document()
    document.add_heading("{{ headline }}", 1)
    for line in ("{%p for text in paragraphs %}", "{{ text }}", "{%p endfor %}"):
        document.add_paragraph(line)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def writing_pdf(stories: list[Story], rounds: int) -> None:
    import weasyprint

    pages = [newscopy.write(story, "html").decode() for story in stories]

    def plain() -> int:
        for page in pages:
            weasyprint.HTML(string=page).write_pdf()
        return len(pages)

    def ours() -> int:
        for story in stories:
            newscopy.write(story, "pdf")
        return len(stories)

    def ours_plain() -> int:
        for story in stories:
            newscopy.write(story, "pdf", pdf="plain")
        return len(stories)

    def ours_typst() -> int:
        for story in stories:
            newscopy.write(story, "pdf", engine="typst")
        return len(stories)

    rivals = {
        "WeasyPrint, nothing shared, untagged": plain,
        "newscopy pdf, tagged PDF/A-3a + JSON": ours,
        "newscopy pdf, pdf=plain": ours_plain,
        "newscopy pdf, engine=typst": ours_typst,
        "reportlab, untagged": lambda: by_reportlab(stories),
        "pandoc to typst, a process a story": lambda: by_pandoc_and_typst(stories[:3]),
    }
    if find_spec("playwright"):
        rivals["Chromium, one page for all"] = lambda: by_chromium(pages)
    soffice = shutil.which("soffice")
    if soffice:
        rivals["LibreOffice, DOCX to PDF, one start"] = lambda: by_libreoffice(soffice, stories)
    show(f"PDF, {len(stories)} stories", measured(rivals, rounds), "WeasyPrint, nothing shared, untagged")


def by_libreoffice(soffice: str, stories: list[Story]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for number, story in enumerate(stories):
            names.append(f"{folder}/{number}.docx")
            Path(names[-1]).write_bytes(newscopy.write(story, "docx"))
        home = f"-env:UserInstallation=file://{folder}/home"
        command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", folder, *names]
        subprocess.run(command, check=True, capture_output=True)
    return len(stories)


def by_reportlab(stories: list[Story]) -> int:
    """With an embedded font that has the letters of the stories, and with "Page 1 of 2", as all the others have."""
    from xml.sax.saxutils import escape

    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Paragraph as Flowing
    from reportlab.platypus import SimpleDocTemplate

    class Numbered(Canvas):  # type: ignore[misc]
        """Keeps its pages until their number is known."""

        def __init__(self, *given: object, **named: object) -> None:
            super().__init__(*given, **named)
            self.kept: list[dict[str, object]] = []

        def showPage(self) -> None:  # noqa: N802 - reportlab's own name
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.kept, 1):
                self.__dict__.update(page)
                self.drawString(72, 40, f"Page {number} of {len(self.kept)}")
                super().showPage()
            super().save()

    for face in ("DejaVuSans", "DejaVuSans-Bold"):
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, f"{face}.ttf"))
    styles = getSampleStyleSheet()
    for name, face in (("Title", "DejaVuSans-Bold"), ("Heading2", "DejaVuSans-Bold"), ("BodyText", "DejaVuSans")):
        styles[name].fontName = face
    for story in stories:
        flow = [Flowing(escape(story.headline), styles["Title"])]
        for block in story.body:
            if isinstance(block, Subheading | Paragraph):
                style = "Heading2" if isinstance(block, Subheading) else "BodyText"
                flow.append(Flowing(escape(block.text), styles[style]))
        SimpleDocTemplate(io.BytesIO(), title=story.headline).build(flow, canvasmaker=Numbered)
    return len(stories)


def by_pandoc_and_typst(stories: list[Story]) -> int:
    """What `pandoc --pdf-engine=typst` does: a process for the markup, and one that loads the fonts and sets it."""
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        for story in stories:
            page, made = newscopy.write(story, "html"), f"{folder}/story.typ"
            command = [pypandoc.get_pandoc_path(), "-f", "html", "-t", "typst", "-o", made]
            subprocess.run(command, input=page, check=True, capture_output=True)
            code = f"import typst; typst.compile({made!r}, output={made[:-4] + '.pdf'!r})"
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    return len(stories)


def by_chromium(pages: list[str]) -> int:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as program:
        browser = program.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for html in pages:
            page.set_content(html)
            page.pdf()
        browser.close()
    return len(pages)


def writing_rest(stories: list[Story], rounds: int) -> None:
    def writer(name: str) -> Callable[[], int]:
        def run() -> int:
            for story in stories:
                newscopy.write(story, name)
            return len(stories)

        return run

    times = measured({name: writer(name) for name in ("json", "newsml", "html")}, rounds)
    show(f"The other writers, {len(stories)} stories", times, "json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    arguments = parser.parse_args()
    print(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} CPUs, {time.strftime('%Y-%m-%d')}"
    )
    html = {row["id"]: row["html"] for row in rows(arguments.data / "html.jsonl.gz")}
    texts = {
        row["id"]: row["text"] for row in rows(arguments.data / "raw" / "innertext.jsonl.gz") if row["text"].strip()
    }
    pages = [(text, html[name]) for name, text in texts.items() if name in html]
    if "reading" in arguments.only:
        reading(pages, arguments.rounds)
    stories = [newscopy.read(text) for text in texts.values()]
    typical = [story for story in stories if TYPICAL[0] <= len(story.paragraphs) <= TYPICAL[1]][:PRINTED]
    for part, measure in (("text", writing_rest), ("docx", writing_docx), ("pdf", writing_pdf)):
        if part in arguments.only:
            measure(typical, arguments.rounds)


if __name__ == "__main__":
    main()
