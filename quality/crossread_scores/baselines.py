"""The trivial baselines of TARGETS.md, as real code: what a reader would write in an afternoon.

Each takes documents (records with id, text, published) and returns an export that holds the layers it finds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import combinations

import dateparser

from crossread_scores.exports import Export, Record, empty_export, place, speaker_at, words_at

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_COUNT = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few)"
_UNIT = r"(?:year|month|week|day|hour|minute)s?"
_DATE = re.compile(
    rf"\b(?:\d{{4}}-\d\d-\d\d|\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH} \d{{1,2}}(?:, \d{{4}})?"
    rf"|{_MONTH} \d{{4}}|{_MONTH}"
    rf"|(?:last |next |this )?{_DAY}|yesterday|today|tomorrow|tonight|now|{_COUNT} {_UNIT} (?:ago|earlier|later)"
    rf"|(?:last|next|this|past) (?:year|month|week|quarter|summer|spring|autumn|fall|winter)"
    rf"|{_COUNT} {_UNIT}|(?:19|20)\d\d)\b"
)
_MONTH_ALONE = re.compile(rf"{_MONTH}(?: \d{{4}})?")
_DURATION = re.compile(rf"({_COUNT}) ({_UNIT})\Z")
_NUMERALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORD_NUMBERS = {"a": 1, "an": 1} | {word: value for value, word in enumerate(_NUMERALS, 1)}
_SAYING = r"(?:said|says|told|added|claimed|insisted|announced|reported|argued|warned|explained|stated|wrote|denied)"
_NAME = re.compile(r"[A-Z](?:\.|[\w'\u2019-]*)(?: [A-Z](?:\.|[\w'\u2019-]*))*|\b(?:he|she|they|He|She|They)\b")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"'\u201d\u2019)]*(?=\s|\Z)|[.!?]+|(?=\n)|\Z)")
_DIGITS = re.compile(
    r"(?P<money>[$\u20ac\u00a3])?(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<percent> ?%| percent\b| per cent\b)?"
)
_MONEY = {"$": "USD", "\u20ac": "EUR", "\u00a3": "GBP"}
_QUOTED = re.compile(
    r"\"([^\"\n]+)\"|\u201c([^\u201d\n]+)\u201d"
    r"|(?<!\w)\u2018([^\u2018\n]+?)\u2019(?!\w)|(?<!\w)'([^'\n]+(?:'\w[^'\n]*)*)'(?!\w)"
)
_INDIRECT = re.compile(rf"\b({_SAYING})(?: \w+)?(?: that)? ")
Baseline = Callable[[Sequence[Record]], Export]
Place = tuple[int, int]
Runs = dict[tuple[str, ...], Place]


def sentences(text: str) -> list[tuple[int, int]]:
    """Split at full stops, question and exclamation marks and line ends.

    Examples:
        >>> [("One. Two?")[a:b] for a, b in sentences("One. Two?")]
        ['One.', 'Two?']
    """
    found = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        start += len(match[0]) - len(match[0].lstrip())
        if match[0].strip():
            found.append((start, end))
    return found


def dates(documents: Sequence[Record]) -> Export:
    """Find dates by regular expressions and give them values by dateparser, relative to the day of publication."""
    export = empty_export(documents, "regular expressions + dateparser")
    for item in documents:
        for number, match in enumerate(_DATE.finditer(item["text"])):
            kind, value = _date_value(match[0], item["published"])
            record = place(f"{item['id']}.{number}", item["id"], *match.span())
            export["dates"].append(record | {"type": kind, "value": value, "mod": None, "anchor": None})
    return export


def _date_value(words: str, published: str | None) -> tuple[str, str | None]:
    if words.lower() in {"now", "today", "tonight"}:
        return "DATE", "PRESENT_REF" if words.lower() == "now" else published
    duration = _DURATION.match(words)
    if duration:
        count = _WORD_NUMBERS.get(duration[1], duration[1])
        letter = duration[2][0].upper()
        return "DURATION", f"P{'T' if letter == 'H' or duration[2].startswith('min') else ''}{count}{letter}"
    if re.fullmatch(r"(?:19|20)\d\d", words):
        return "DATE", words
    parsed = dateparser.parse(words, languages=["en"], settings=_settings(published))
    if parsed is None:
        return "DATE", None
    return "DATE", parsed.strftime("%Y-%m" if _MONTH_ALONE.fullmatch(words) else "%Y-%m-%d")


def _settings(published: str | None) -> dict[str, object]:
    settings: dict[str, object] = {"PREFER_DATES_FROM": "past"}
    if published and len(published) == 10:
        settings["RELATIVE_BASE"] = datetime.combine(date.fromisoformat(published), time())
    return settings


def figures(documents: Sequence[Record]) -> Export:
    """Find figures by digits; money signs and percent give units."""
    export = empty_export(documents, "digits")
    for item in documents:
        for number, match in enumerate(_DIGITS.finditer(item["text"])):
            value = float(match["number"].replace(",", ""))
            unit = _MONEY.get(match["money"] or "") or ("percent" if match["percent"] else None)
            export["figures"].append(
                place(f"{item['id']}.{number}", item["id"], *match.span())
                | {
                    "number": list(match.span("number")),
                    "low": value,
                    "high": value,
                    "approximation": "exact",
                    "unit": unit,
                    "counted": None,
                }
            )
    return export


def quotations(documents: Sequence[Record]) -> Export:
    """Find words between pairs of marks; the speaker is the nearest name beside the nearest verb of saying."""
    export = empty_export(documents, "pairs of marks")
    for item in documents:
        text = item["text"]
        for number, match in enumerate(_QUOTED.finditer(text)):
            span = next(match.span(group) for group in range(1, 5) if match[group] is not None)
            cue = _nearest_cue(text, *match.span())
            name = _nearest_name(text, cue) if cue else None
            export["quotations"].append(
                {
                    "id": f"{item['id']}.{number}",
                    "document": item["id"],
                    "spans": [list(span)],
                    "kind": "direct",
                    "speaker": speaker_at(text, name),
                    "cue": words_at(text, cue),
                }
            )
    return export


def _nearest_cue(text: str, start: int, end: int, reach: int = 120) -> tuple[int, int] | None:
    places = [m.span() for m in re.finditer(rf"\b{_SAYING}\b", text[max(0, start - reach) : end + reach])]
    shifted = [(a + max(0, start - reach), b + max(0, start - reach)) for a, b in places]
    outside = [(a, b) for a, b in shifted if b <= start or a >= end]
    return min(outside, key=lambda p: (max(start - p[1], p[0] - end), p), default=None)


def _nearest_name(text: str, cue: tuple[int, int], reach: int = 80) -> tuple[int, int] | None:
    low = max(0, cue[0] - reach)
    names = [(m.start() + low, m.end() + low) for m in _NAME.finditer(text[low : cue[1] + reach])]
    return min(names, key=lambda n: (max(cue[0] - n[1], n[0] - cue[1]), n), default=None)


def attributions(documents: Sequence[Record]) -> Export:
    """Take a verb of saying as the cue, the nearest clause as the content and the nearest name as the source."""
    export = empty_export(documents, "verbs of saying")
    for item in documents:
        text, number = item["text"], 0
        for start, end in sentences(text):
            for match in _INDIRECT.finditer(text, start, end):
                content = _clause(text, (start, end), match.span())
                if content is None:
                    continue
                number += 1
                export["attributions"].append(
                    {
                        "id": f"{item['id']}.{number}",
                        "document": item["id"],
                        "content": [list(content)],
                        "source": speaker_at(text, _nearest_name(text, match.span(1))),
                        "cue": words_at(text, match.span(1)),
                        "kind": "speech",
                    }
                )
    return export


def _clause(text: str, sentence: tuple[int, int], cue: tuple[int, int]) -> tuple[int, int] | None:
    """Return the clause after the cue; where the sentence ends there, the one before the last comma before it."""
    after = text[cue[1] : sentence[1]].rstrip(' .!?"\u201d')
    if len(after.split()) >= 3:
        return cue[1], cue[1] + len(after)
    comma = text.rfind(",", sentence[0], cue[0])
    quoted = text[sentence[0]] in "\"\u201c\u2018'"  # direct speech is the other baseline's
    return (sentence[0], comma) if comma > sentence[0] and not quoted else None


def runs(text: str, length: int = 8) -> Runs:
    """Return every run of `length` words with the place where it first stands."""
    tokens = [(m[0].lower(), m.span()) for m in re.finditer(r"\w+", text)]
    found: Runs = {}
    for i in range(len(tokens) - length + 1):
        chunk = tokens[i : i + length]
        found.setdefault(tuple(word for word, _ in chunk), (chunk[0][1][0], chunk[-1][1][1]))
    return found


def reuse(documents: Sequence[Record]) -> Export:
    """Take every shared run of eight words as copied; who published later is the copier."""
    export = empty_export(documents, "shared 8-word runs")
    found = {item["id"]: runs(item["text"]) for item in documents}
    by_id = {item["id"]: item for item in documents}
    for a, b in combinations(sorted(by_id), 2):
        later, earlier = (a, b) if (by_id[a]["published"] or "") > (by_id[b]["published"] or "") else (b, a)
        for stretch in _stretches(found[later], found[earlier]):
            export["links"].append(
                {
                    "id": f"{len(export['links'])}",
                    "kind": "reuses",
                    "a": later,
                    "b": earlier,
                    "score": 1.0,
                    "reasons": [],
                    "by": "baseline",
                }
                | {"span_a": list(stretch[0]), "span_b": list(stretch[1])}
            )
    return export


def _stretches(a: Runs, b: Runs) -> Iterator[tuple[Place, Place]]:
    """Yield shared runs of `a` and `b`, those that overlap on both sides joined."""
    shared = sorted((a[run], b[run]) for run in set(a) & set(b))
    current: tuple[Place, Place] | None = None
    for here, there in shared:
        if current and here[0] <= current[0][1] and current[1][0] <= there[0] <= current[1][1]:
            current = ((current[0][0], max(current[0][1], here[1])), (current[1][0], max(current[1][1], there[1])))
            continue
        if current:
            yield current
        current = (here, there)
    if current:
        yield current


def lineages(documents: Sequence[Record]) -> Export:
    """Put documents that share a run of eight words in one lineage."""
    export = reuse(documents)
    group = {item["id"]: item["id"] for item in documents}
    for link in export["links"]:
        old, new = group[link["a"]], group[link["b"]]
        group = {key: new if value == old else value for key, value in group.items()}
    export["lineages"] = [
        {"id": root, "documents": sorted(key for key, value in group.items() if value == root), "reasons": []}
        for root in sorted(set(group.values()))
    ]
    return export
