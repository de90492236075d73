"""Numbers as they are written: "350,000", "twenty-three", "2.3 trillion", "half a million", "dozens", "one in five".

Scale words follow the short scale (a billion is 10^9); lakh and crore are read as in South Asia.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

UNITS: Final = dict(
    zip(
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen"
        ).split(),
        range(1, 20),
        strict=True,
    )
)
TENS: Final = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True)
)
SCALES: Final = {
    "hundred": 10**2,
    "thousand": 10**3,
    "lakh": 10**5,
    "lakhs": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "crores": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
SHORT_SCALES: Final = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
    "trn": 10**12,
}
PLURALS: Final = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 10**3,
    "millions": 10**6,
    "billions": 10**9,
    "trillions": 10**12,
}
PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fifth": 5,
    "fifths": 5,
    "sixth": 6,
    "sixths": 6,
    "eighth": 8,
    "eighths": 8,
    "tenth": 10,
    "tenths": 10,
}
FRACTIONS: Final = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}

_DIGITS: Final = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+|\d{1,3}(?:\s000)+(?!\d)|"
    r"\d+(?:\.\d+)?(?:\s?[×x]\s?10\^?[-\u2212]?\d{1,3}|e-?\d{1,3}(?!\w))?"
)
_SMALL: Final = rf"(?:{'|'.join(TENS)})(?:[-‑\s](?:{'|'.join(list(UNITS)[:9])})\b)?|{'|'.join(sorted(UNITS, key=len, reverse=True))}|zero"  # noqa: E501 - a pattern is read in one line
_SCALE: Final = "|".join(sorted(SCALES, key=len, reverse=True))
_SPACE: Final = r"[\s-]"
_WRITTEN: Final = (
    rf"(?:(?:{_SMALL})|an?(?=[\s-](?:{_SCALE})\b))"
    rf"(?:(?:{_SPACE}(?:{_SCALE})\b)+(?:{_SPACE}(?:and[\s-])?(?:{_SMALL})\b)?)*"
)
_FIRST: Final = r"(?=[\d½¼¾⅓⅔⅕⅛]|an?\b|on|tw|th[ior]|fo|fi|si|se|ei|ni|te|el|ze|hu|ha|qu|la|cr|mi|bi|tr|do|co|ma|sc)"
"""How a numeral can begin; most words are passed over at once."""
_PATTERN: Final = re.compile(
    rf"{_FIRST}(?<![\w.,/])(?:"
    r"(?P<code>\d+(?P<mark>[-\u2011\u2013/.])\d+(?:(?P=mark)\d+)+)|"
    rf"(?P<of>(?P<a>{_SMALL}|\d+)\s(?:in(?:\severy)?|out\sof(?:\severy)?)\s(?P<b>{_SMALL}|(?:a\s)?hundred|(?!(?:1[5-9]|20)\d\d\b)\d+))\b"
    rf"|(?P<part>(?:(?P<times>an?|one|two|three|four|five|seven|nine)[\s-])?(?P<which>half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)(?:(?:\sof)?\san?(?=\s(?:dozen|hundred|thousand|million|billion|trillion)))?(?:\s(?P<partscale>dozen|hundred|thousand|million|billion|trillion))?)\b"
    rf"|(?P<mixed>\d+\s(?P<up>\d{{1,2}})/(?P<down>\d{{1,2}}))\b"
    rf"|(?P<over>[1-9]\d?/[1-9]\d?)(?=[\s-](?:of|in|inch|mile|cup|pint|acre|point|share|teaspoon|tablespoon|pound|size|the|an?)\b)"
    rf"|(?P<point>(?:{_SMALL})\spoint(?:\s(?:{'|'.join(list(UNITS)[:9])}|zero|nought|oh))+)(?P<pointscale>(?:\s(?:{_SCALE})\b)+)?"
    rf"|(?P<twice>twice|thrice)\b"
    rf"|(?P<sign>\d*[½¼¾⅓⅔⅕⅛])"
    rf"|(?P<digits>(?:{_DIGITS}))(?P<scale>(?:[\s-](?:{_SCALE})\b)+|\s?(?:bn|mn|mln|tn|trn)\b|(?:[kKmMbB])\b)?(?![\d])"
    rf"|(?P<few>several|a\sfew|a\scouple\sof|couple\sof|many)(?P<fewscale>(?:\s(?:{_SCALE})\b)+)"
    rf"|(?P<plural>(?:{'|'.join(PLURALS)})(?:\sof\s(?:{'|'.join(PLURALS)}))*)\b"
    rf"|(?P<written>{_WRITTEN})\b"
    rf"|(?P<several>several)\b"
    rf"|(?P<bare>dozen|hundred|thousand|lakh|crore|million|billion|trillion)\b"
    r")",
    re.IGNORECASE,
)


_HALF: Final = re.compile(r"\sand\sa\shalf\b", re.IGNORECASE)


class NumeralKind(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    WORDS = "words"
    PART = "part"
    RATIO = "ratio"
    VAGUE = "vague"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text.

    Attributes:
        start: Offset of its first character, in code points.
        end: Offset just past its last character.
        low: Least value it may mean.
        high: Greatest value, or None where open ("dozens").
        kind: How it is written.
    """

    start: int
    end: int
    low: float
    high: float | None
    kind: NumeralKind


def find_numerals(text: str, offset: int = 0) -> list[Numeral]:
    """Return the numbers of a text, in order, `offset` added to their places.

    Examples:
        >>> [(n.low, n.high) for n in find_numerals("six hundred and twelve of 2.3 million, dozens, one in five")]
        [(612.0, 612.0), (2300000.0, 2300000.0), (24.0, None), (0.2, 0.2)]
    """
    return list(_numerals(text, offset))


def _numerals(text: str, offset: int) -> Iterator[Numeral]:
    """Yield them."""
    past = 0
    for match in _PATTERN.finditer(text):
        read = _value(match) if match.start() >= past else None
        if read is not None:
            low, high, kind = read
            half = _HALF.match(text, match.end()) if high == low else None
            low, high, end = (low + 0.5, low + 0.5, half.end()) if half else (low, high, match.end())
            past = end
            yield Numeral(match.start() + offset, end + offset, low, high, kind)


_Read = tuple[float, float | None, NumeralKind] | None
"""Bounds and kind of one match, or None where it is no number."""


def _value(match: re.Match[str]) -> _Read:
    """Read one match by the kind of numeral it is."""
    return next(read(match) for name, read in _READERS if match[name])


def _exact(value: float, kind: NumeralKind) -> _Read:
    """Return a value that has no spread."""
    return value, value, kind


def _digits(match: re.Match[str]) -> _Read:
    """Read "350,000" and "2.3 trillion"."""
    return _exact(_of_digits(match["digits"]) * _scale(match["scale"] or ""), NumeralKind.DIGITS)


def _mixed(match: re.Match[str]) -> _Read:
    """Read "2 1/2"."""
    whole, down = float(match["mixed"].split()[0]), int(match["down"])
    return _exact(whole + int(match["up"]) / down, NumeralKind.DIGITS) if down else None


def _over(match: re.Match[str]) -> _Read:
    """Read "1/4"."""
    up, low = (int(part) for part in match["over"].split("/"))
    return _exact(up / low, NumeralKind.PART) if up < low else None


def _point(match: re.Match[str]) -> _Read:
    """Read "four point two million"."""
    return _exact(_pointed(match["point"].lower()) * _scale(match["pointscale"] or ""), NumeralKind.WORDS)


def _twice(match: re.Match[str]) -> _Read:
    """Read "twice", "thrice"."""
    return _exact(2.0 if match["twice"].lower() == "twice" else 3.0, NumeralKind.TIMES)


def _sign(match: re.Match[str]) -> _Read:
    """Read "2½"."""
    return _exact(float(match["sign"][:-1] or 0) + FRACTIONS[match["sign"][-1]], NumeralKind.DIGITS)


def _few(match: re.Match[str]) -> _Read:
    """Read "several thousand", "a couple of hundred"."""
    scale = _scale(match["fewscale"])
    return 2 * scale, 2 * scale if "couple" in match["few"].lower() else None, NumeralKind.VAGUE


_POWER: Final = re.compile(r"\s?(?:[×x]\s?10\^?|e)")


def _of_digits(digits: str) -> float:
    """Read digits with their commas, spaces and power of ten.

    Examples:
        >>> _of_digits("1,250.5"), _of_digits("2.5x10^3")
        (1250.5, 2500.0)
    """
    mantissa, *power = _POWER.split(digits, maxsplit=1)
    value = float(re.sub(r"[,\s]", "", mantissa))
    return value * 10.0 ** int(power[0].replace("\u2212", "-")) if power else value


def _pointed(words: str) -> float:
    """Read "four point two five"."""
    whole, _, after = words.partition(" point ")
    digits = "".join(str(UNITS.get(word, 0)) for word in after.split())
    return float(f"{int(read_number(whole))}.{digits}")


def _scale(words: str) -> float:
    """Return what the scale words after a number multiply it by."""
    product = 1.0
    for word in words.lower().replace("-", " ").split():
        product *= SCALES.get(word) or SHORT_SCALES.get(word, 1)
    return product


def _ratio(one: str, other: str) -> tuple[float, float, NumeralKind] | None:
    """Read "one in five"."""
    first = float(one) if one.isdigit() else read_number(one)
    second = float(other) if other.isdigit() else read_number(other.lower())
    if not second or first >= second:
        return None
    return first / second, first / second, NumeralKind.RATIO


def _part(match: re.Match[str]) -> tuple[float, float, NumeralKind] | None:
    """Read "two thirds", "half a million"; "third" alone is an ordinal."""
    which, times = match["which"].lower(), (match["times"] or "").lower()
    if which != "half" and not times:
        return None
    if which not in {"half", "quarter"} and not which.endswith("s") and times not in {"a", "one"}:
        return None
    count = UNITS.get(times, 1)
    value = count / PARTS[which] * _scale(match["partscale"] or "")
    return value, value, NumeralKind.PART if not match["partscale"] else NumeralKind.WORDS


def _plural(words: str) -> float:
    """Return the least that "hundreds of thousands" can be: two of the smallest."""
    product = 2.0
    for word in words.split(" of "):
        product *= PLURALS[word.strip()]
    return product


def read_number(words: str) -> float:
    """Return the value of a number in words.

    Examples:
        >>> read_number("two hundred and sixty-eight thousand"), read_number("a hundred-and-forty")
        (268000.0, 140.0)
    """
    total, current = 0.0, 0.0
    for word in re.split(r"[\s‑-]+", words.lower()):
        if word in UNITS or word in TENS:
            current += UNITS.get(word) or TENS[word]
        elif word in {"a", "an"}:
            current += 1
        elif word in SCALES:
            scale, before = SCALES[word], current
            current = max(current, 1) * scale
            if scale > 100 and total and total < scale:
                current, total = (total + current / scale - (not before)) * scale, 0.0
            if scale > 100:
                total, current = total + current, 0.0
    return total + current


_READERS: Final[tuple[tuple[str, Callable[[re.Match[str]], _Read]], ...]] = (
    ("code", lambda _: None),
    ("digits", _digits),
    ("of", lambda match: _ratio(match["a"], match["b"])),
    ("part", _part),
    ("mixed", _mixed),
    ("over", _over),
    ("point", _point),
    ("twice", _twice),
    ("sign", _sign),
    ("few", _few),
    ("several", lambda _: (2.0, None, NumeralKind.VAGUE)),
    ("plural", lambda match: (_plural(match["plural"].lower()), None, NumeralKind.VAGUE)),
    ("bare", lambda match: _exact(float(SCALES[match["bare"].lower()]), NumeralKind.WORDS)),
    ("written", lambda match: _exact(read_number(match["written"]), NumeralKind.WORDS)),
)
