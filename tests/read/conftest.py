"""Files of every format, made here; the texts are invented."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document as Word
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

STORY = (
    (
        "The flood took the mill at Orsk on Friday, and with it two houses and the footbridge that had been built only a"
        " year before by the people of the village."
    ),
    "Nobody was in the mill, said Mayor Ana Toll. She asked for help from the province, which has not answered.",
    "It was the third flood in ten years. The first two had spared the mill.",
)


def pdf_of(paragraphs=STORY, *, title="Flood at Orsk", author="Ada Stone", encrypt=None, hyphenate=False) -> bytes:
    """A PDF in which each paragraph is broken into lines."""
    buffer = BytesIO()
    template = SimpleDocTemplate(
        buffer, pagesize=A4, title=title, author=author, encrypt=encrypt, rightMargin=150, leftMargin=150
    )
    style = getSampleStyleSheet()["BodyText"]
    if hyphenate:
        style.splitLongWords = 1
    template.build([Paragraph(text, style) for text in paragraphs])
    return buffer.getvalue()


def drawn_pdf(pages) -> bytes:
    """A PDF with lines at given places: for each page a list of (x, y, words); None draws a box without words."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        for line in page:
            if line is None:
                canvas.rect(100, 100, 200, 200, fill=1)
            else:
                canvas.drawString(*line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def word_of(build=None, **properties) -> bytes:
    """A Word file; `build` adds to it, `properties` are its core properties."""
    word = Word()
    if build:
        build(word)
    else:
        for text in STORY:
            word.add_paragraph(text)
    for name, value in properties.items():
        setattr(word.core_properties, name, value)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


WORDS = "\n".join(STORY)


def mail_of(text=WORDS, *, html=None, attachments=(), **headers) -> bytes:
    """A message; attachments are pairs of a name and bytes."""
    mail = EmailMessage()
    mail["From"] = headers.get("sender", "Orsk Town Hall <press@orsk.example>")
    mail["Subject"] = headers.get("subject", "Flood at Orsk")
    mail["Date"] = headers.get("date", datetime(2031, 5, 2, 22, 30, tzinfo=UTC))
    if text is not None:
        mail.set_content(text)
    if html is not None:
        mail.add_alternative(html, subtype="html") if text is not None else mail.set_content(html, subtype="html")
    for name, data in attachments:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def zip_of(files) -> bytes:
    """An archive of names and bytes."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


PAGE = """<!doctype html><html lang="en"><head><title>Flood at Orsk | The Bell</title>
<meta property="og:title" content="Flood takes mill at Orsk"><meta property="og:site_name" content="The Bell">
<meta name="author" content="Ada Stone"><meta property="article:published_time" content="2031-05-02T08:00:00+02:00">
<link rel="canonical" href="https://bell.example/flood"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Flood takes mill at Orsk</h1><p>{}</p><h2>Third in ten years</h2><p>{}</p>
<ul><li>two houses lost</li><li>one bridge lost</li></ul><p>{}</p></article>
<aside><p>Sign up for our letter and never miss a story from the valley again.</p></aside>
<footer><p>Copyright The Bell. All rights reserved by the publisher.</p></footer></body></html>""".format(*STORY)


@pytest.fixture
def make():
    """The makers of files."""
    return {
        "story": STORY,
        "page": PAGE,
        "pdf": pdf_of,
        "drawn": drawn_pdf,
        "word": word_of,
        "mail": mail_of,
        "zip": zip_of,
    }


@pytest.fixture
def folder(tmp_path):
    """Writes files into a new folder and returns it."""

    def write(files, name="input"):
        root = tmp_path / name
        root.mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data if isinstance(data, bytes) else data.encode())
        return root

    return write
