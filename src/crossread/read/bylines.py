"""What a text itself tells of who wrote it and when, where nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crossread.errors import BadPartialDateError
from crossread.model.value import PartialDate
from crossread.plugins import RawText

_MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_HEAD: Final = 3000
"""Characters in which a text tells of itself."""
_LINES: Final = 8
"""Lines that are looked at for a byline and a date."""
_SHORT: Final = 140
"""Characters that a headline, byline or line of a date has at most."""

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE: Final = (
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH}),? (?P<year>\d{{4}})"
    rf"|(?P<month2>{_MONTH}) (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})"
    rf"|(?P<month3>{_MONTH}),? (?P<year3>\d{{4}})"
    r"|(?P<first>\d{1,2})[/.](?P<second>\d{1,2})[/.](?P<year4>\d{4}))"
)
_WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_FIRST_PUBLISHED: Final = re.compile(
    rf"\b(?:date )?(?:first|originally) (?:published|posted|appeared)(?: on| in|:)* ?{_WEEKDAY}{_DATE}", re.IGNORECASE
)
_PUBLISHED: Final = re.compile(
    rf"\b(?:(?:date )?(?:published|posted|issued|released)(?: on| at| in|:)*|date:|for immediate release[,:]?) ?"
    rf"{_WEEKDAY}(?:\d\d?[:.]\d\d(?: ?[ap]m)?,? )?{_DATE}",
    re.IGNORECASE,
)
_DATE_LINE: Final = re.compile(rf"\W*{_WEEKDAY}{_DATE}(?:[ ,|–—-]+\d\d?[:.]\d\d.{{0,20}}|\W*|, by .*)", re.IGNORECASE)
_DATELINE: Final = re.compile(rf"^[A-Z][A-Z .,'’-]{{2,40}}(?:, [\w .]{{2,30}})?[,:] (?i:{_WEEKDAY}{_DATE})")

_NAME: Final = r"[^\W\d_a-z][\w'’.-]*(?: (?:[^\W\d_a-z][\w'’.-]*|al|bin|da|de|del|der|di|la|le|van|von)){1,4}"
_BYLINE: Final = re.compile(
    r"(?:^|, |\| |[–—-] )(?:[Bb]y|BY|[Ww]ords by|[Ww]ritten by):? "
    rf"\[?(?P<names>{_NAME}(?:(?:, {_NAME}){{0,3}},? (?:and|&) {_NAME})?)\]?"
    r"(?=$|[,|(\[.]|\s[–—|(-])"
)
_AGENCY: Final = re.compile(
    r"^[A-Z][A-Z .,'’/-]{2,40}(?:, [\w. ]{2,30}){0,2} \((?P<name>[A-Z][\w .&-]{1,30})\)\s{0,2}[-–—]{1,2}\s"
)
_PLACE_LINE: Final = re.compile(r"[A-Z][A-Z .'’/-]{2,40}(?:, [\w. ]{2,30}){0,2} \([A-Z][\w .&-]{1,30}\)$")
"""A dateline that stands alone: "PORT VALE, Monday (MPA)"."""
_LETTERS: Final = re.compile(r"[^\W\d_]{3,}")
"""Words of three letters: a headline has two of them, a time of day ("7:30 P.M. EST") has not."""
_NO_HEADLINE: Final = re.compile(
    r"(?i)^(?:by |written by |contents$|photo|image|picture|published|posted|updated|date\b|for immediate release"
    r"|https?:)"
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What a text tells of itself; None where it tells nothing.

    Attributes:
        title: Its headline, which stays in the text.
        author: Who signed it.
        published: When it was published, as exact as it says.
        agency: The agency that the dateline credits.
    """

    title: str | None = None
    author: str | None = None
    published: PartialDate | None = None
    agency: str | None = None


def completed(text: RawText) -> RawText:
    """Return a text with the fields that nothing else told filled from its own first lines."""
    if text.title and text.author and text.published and text.source:
        return text
    told = read_byline(text.text)
    return replace(
        text,
        title=text.title or told.title,
        author=text.author or told.author,
        published=text.published or told.published,
        source=text.source or told.agency,
    )


def read_byline(text: str) -> Byline:
    r"""Return what the first lines of a text tell of it; in doubt, nothing.

    A weekday or a day without a year is no date of publication. A credit in brackets after the place ("PORT VALE
    (MPA) -") names the agency.

    Examples:
        >>> head = "Bridge closed\n\nBy Ada Stone\nPublished: 4 May 2031\n\n"
        >>> told = read_byline(head + "The bridge was closed on Monday.")
        >>> told.title, told.author, told.published.iso()
        ('Bridge closed', 'Ada Stone', '2031-05-04')
        >>> read_byline("The bridge was closed on Monday, the mayor said.")
        Byline(title=None, author=None, published=None, agency=None)
    """
    lines = _first_lines(text)
    filled = [line.strip() for line in lines if line.strip()]
    short = [line for line in filled[:_LINES] if len(line) <= _SHORT]
    agencies = (_AGENCY.match(line) for line in filled[:_LINES])
    return Byline(
        _headline(lines),
        next(_authors(short), None),
        _published(filled[:_LINES]),
        next((match["name"] for match in agencies if match), None),
    )


def is_byline(line: str) -> bool:
    """Return whether a line tells only who wrote a text or when it was published.

    Examples:
        >>> is_byline("By Ada Stone"), is_byline("By noon the bridge was closed.")
        (True, False)
    """
    if len(line) > _SHORT:
        return False
    signed = _BYLINE.match(line)
    if signed and len(line) - signed.end() < 60 and not line.endswith((".", "!", "?")):
        return True
    return any(
        pattern.fullmatch(line.rstrip(" .)")) is not None for pattern in (_DATE_LINE, _FIRST_PUBLISHED, _PUBLISHED)
    )


def _first_lines(text: str) -> list[str]:
    head = text[:_HEAD].splitlines()
    return head if len(text) <= _HEAD else head[:-1] or head


def head_lines(lines: Sequence[str]) -> int:
    """Return how many lines, from the first that is not blank, are headline, subheads and byline in one block.

    Such a block has two to five short lines of which none ends like a sentence; a blank line and longer text follow.

    Examples:
        >>> head_lines(["Bridge closed", "VALE, 4 May (MPA)", "", "The bridge was closed after a lorry hit it."])
        2
        >>> head_lines(["The bridge was closed on Monday,", "the mayor said.", "", "Nobody was hurt."])
        0
    """
    start = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    stop = next((number for number in range(start, len(lines)) if not lines[number].strip()), len(lines))
    block = [line.strip() for line in lines[start:stop]]
    after = next((line.strip() for line in lines[stop:] if line.strip()), "")
    ended = any(line.rstrip("\"'”’»)]*_").endswith((".", ",", ";")) for line in block)
    short = all(len(line) <= _SHORT and line[:1] and not line[:1].islower() for line in block)
    if not 2 <= len(block) <= 5 or ended or not short or not _is_headline(block[0]):
        return 0
    return len(block) if len(after) > max(map(len, block)) / 2 else 0


def is_imprint(line: str) -> bool:
    """Return whether a line under a headline tells of place, date, author or agency rather than of the event.

    Examples:
        >>> is_imprint("VALE, 4 May (MPA)"), is_imprint("By Ada Stone"), is_imprint("Mayor blames the lorry")
        (True, True, False)
    """
    dated = re.search(rf"(?i)\b{_MONTH} \d|\d(?:st|nd|rd|th)? {_MONTH}(?:\W|$)|\b\d{{4}}\b", line)
    return bool(dated) or is_byline(line) or line.startswith(("By ", "BY ", "From ")) or bool(_PLACE_LINE.match(line))


def headline_line(lines: Sequence[str]) -> int | None:
    """Return the number of the line that is the headline, or None where no line is one.

    A headline is short, does not end like a sentence and stands apart: a blank line follows it, or lines that are much
    longer, or it leads a block of headline, subheads and byline. Lines of a date or a byline may stand above it.
    """
    if head_lines(lines):
        first = next(number for number, line in enumerate(lines) if line.strip())
        if not is_imprint(lines[first].strip()):
            return first
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for place, number in enumerate(filled[:3]):
        line = lines[number].strip()
        if line.startswith("# "):
            return number
        if _NO_HEADLINE.match(line) or _DATE_LINE.fullmatch(line) or _BYLINE.match(line):
            continue
        rest = filled[place + 1 :]
        apart = bool(rest) and (rest[0] > number + 1 or len(lines[rest[0]].strip()) > max(90, 1.6 * len(line)))
        return number if apart and _is_headline(line) else None
    return None


def _is_headline(line: str) -> bool:
    words = line.split()
    opens = line.lstrip("\"'“‘«([*_")[:1]
    ends = line.rstrip("\"'”’»)]*_")[-1:]
    return (
        len(_LETTERS.findall(line)) >= 2
        and len(words) <= 25
        and len(line) <= _SHORT
        and (opens.isupper() or opens.isdigit())
        and ends not in {".", ",", ";", ":", "-", "—"}
        and not line.startswith(("- ", "• ", "* "))
    )


def _headline(lines: Sequence[str]) -> str | None:
    number = headline_line(lines)
    return None if number is None else " ".join(lines[number].lstrip("# ").split()).strip("*_") or None


def _authors(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        match = _BYLINE.search(line)
        if match:
            yield " ".join(match["names"].rstrip(".").split())


def _published(lines: Sequence[str]) -> PartialDate | None:
    short = [line for line in lines if len(line) <= _SHORT]
    for pattern, where in ((_FIRST_PUBLISHED, short), (_PUBLISHED, short)):
        for line in where:
            match = pattern.search(line)
            if match:
                return _date_of(match)
    for line in short:
        match = _DATE_LINE.fullmatch(line)
        if match:
            return _date_of(match)
    match = next((found for found in (_DATELINE.match(line) for line in lines) if found), None)
    return _date_of(match) if match else None


def _date_of(match: re.Match[str]) -> PartialDate | None:
    try:
        if match["iso"]:
            return PartialDate.parse(match["iso"])
        if match["year4"]:
            return _numeric(int(match["first"]), int(match["second"]), int(match["year4"]))
        year = int(match["year"] or match["year2"] or match["year3"])
        name = (match["month"] or match["month2"] or match["month3"]).lower()[:3]
        month = next(number for number, known in enumerate(_MONTHS, 1) if known.startswith(name))
        day = match["day"] or match["day2"]
        return PartialDate(year, month, int(day) if day else None)
    except BadPartialDateError:
        return None


def _numeric(first: int, second: int, year: int) -> PartialDate:
    """Return a date in figures; where day and month can be told only by custom, they stay open."""
    if first > 12 >= second:
        return PartialDate(year, second, first)
    if second > 12 >= first:
        return PartialDate(year, first, second)
    return PartialDate(year, first, second) if first == second else PartialDate(year)
