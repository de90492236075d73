"""Where sentences end, by rules; a trained splitter may take this place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from crossread.model.span import Span

_WIDE: Final = "。\uff01\uff1f"
"""Full stops of scripts that put no space after them."""
_CLOSERS: Final = "\"'”’»)\\]"
_END: Final = re.compile(
    rf"(?P<mark>[.!?…]{{1,10}}|[{_WIDE}؟।])(?P<close>[{_CLOSERS}]{{0,4}}(?:\[\d{{1,3}}\]){{0,5}})(?P<gap>\s+|(?=[^\s])|$)"
)
_OPENERS: Final = "\"'“‘«([*_¿¡—–-"
_VISIBLE: Final = re.compile(r"\S")
_BREAKS: Final = re.compile(r"[(\[\"“‘«/—–]")
_WORD_AFTER: Final = re.compile(r"[^\W_]+")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.){1,6}[^\W\d_]?$")
_SAID: Final = re.compile(
    r"(?:[A-Z][\w’'-]{0,30},? ){1,4}(?:said|says|asked|asks|told|added|adds|wrote|writes|tweeted|replied|shouted|cried|"
    r"continued|warned|wondered)\b"
)
_GLUED: Final = re.compile(r"[a-zà-ÿ]{3,}$|[”\"’)]$")
_GLUED_NEXT: Final = re.compile(r"[“‘]?[A-Z][a-z’']*[ ,]")
_ADDRESS: Final = re.compile(r"(?:www|http|@|\.\w{1,40}$)")

_TITLES: Final = frozenset(
    "mr mrs ms mx dr prof rev fr sr gen lt col maj capt cpt cmdr sgt cpl pvt adm sen rep gov pres amb hon insp "
    "supt det messrs mme mlle st mt ft brig vs v viz cf eg ie".split()
)
"""Shortened words that always stand before another word: never the end of a sentence."""
_BEFORE_FIGURES: Final = frozenset(
    "no nos art sec para pp p vol ch fig approx c ca circa est tel ext jan feb mar apr jun jul aug sep sept oct "
    "nov dec".split()
)
"""Shortened words that may stand before a figure; before another word most of them may end a sentence."""
_OTHERS: Final = (
    frozenset(
        "inc corp co ltd plc llc bros jr sr dept dist univ assn ave blvd rd etc al am pm mon tue tues wed thu thurs "
        "fri sat sun ariz ark calif colo conn fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla "
        "ore pa tenn tex va vt wash wis wyo ont que".split()
    )
    | _BEFORE_FIGURES
)
"""Shortened words that may end a sentence: they do where a word follows that begins sentences."""
_SMALL: Final = frozenset("v vs viz cf eg ie".split())
"""Those of them that are written small; "IE" is a name."""
_WORDS: Final = frozenset(
    "art ave cir colo dec dist ext fig fin ill ind la mar mass miss mo mon no ore pa pp sat sec sun wash wed".split()
)
"""Shortened words that, written small, are more often words of their own."""
_STARTERS: Final = frozenset(
    "the a an this that these those there here he she it they we you i his her its their our my your but and or "
    "so yet in on at by for from with after before during since while when where as if although though because "
    "both all some many most more several one two no not nor now then what who how why however meanwhile still "
    "also even only other under according among about asked earlier last later officials police".split()
)
"""Words that, written with a capital after a shortened word, begin a sentence and no name."""
_SHORTENED: Final = max(map(len, _TITLES | _OTHERS))
"""Letters of the longest shortened word."""
_LONGEST: Final = 300
"""Characters after which a bracket that never closes no longer holds a sentence together."""


def split_sentences(text: str) -> Sequence[Span]:
    """Return the sentences of a paragraph, in order, without surrounding white space.

    Shortened words, initials, decimals and dots within brackets end no sentence; quotation marks and brackets that
    close after the full stop belong to it; words in quotation marks that hold several sentences are several.
    Takes time in proportion to the length.

    Args:
        text: One paragraph; line ends count as spaces.

    Examples:
        >>> line = "Gen. A. B. Reed left at 5.30 p.m. on Monday. “We lost. We go home,” he said."
        >>> [span.of(line) for span in split_sentences(line)]
        ['Gen. A. B. Reed left at 5.30 p.m. on Monday.', '“We lost.', 'We go home,” he said.']
    """
    spans = []
    start = 0
    for end in (*_ends(text), len(text)):
        piece = text[start:end]
        bare = piece.strip()
        if bare:
            first = start + len(piece) - len(piece.lstrip())
            spans.append(Span(first, first + len(bare)))
        start = end
    return tuple(spans)


def _ends(text: str) -> Iterator[int]:
    start, depth, opened, seen = 0, 0, 0, 0
    for match in _END.finditer(text):
        end = match.end("close")
        for place in range(seen, end) if "(" in text[seen:end] or ")" in text[seen:end] else ():
            if text[place] == "(":
                opened = place if depth == 0 else opened
                depth += 1
            elif text[place] == ")":
                depth = max(depth - 1, 0)
        seen = end
        # A bracket that opens the sentence may hold sentences; one inside it is a part of it.
        inside = depth > 0 and end - opened < _LONGEST and _first(text, start) < opened
        if not inside and _is_end(text, match, start):
            start, depth = end, 0
            yield end


def _first(text: str, start: int) -> int:
    """Return the place of the first character from `start` that is no white space."""
    found = _VISIBLE.search(text, start)
    return found.start() if found else len(text)


def _is_end(text: str, match: re.Match[str], start: int) -> bool:
    mark, close, after = match["mark"], match["close"], match.end()
    if after >= len(text) or mark in _WIDE:
        return True
    if not match["gap"]:
        return _is_glued(text, match)
    following = text[after : after + 120].lstrip(_OPENERS)
    if not following or not _begins(following):
        return False
    if mark == ".":
        return _is_stop(text[max(start, match.start() - 60) : match.start()], following, closed=bool(close))
    # "Really?" Stone asked. - the question is part of the sentence.
    return not (close and _SAID.match(following))


def _begins(following: str) -> bool:
    first, second = following[0], following[1:2]
    return not first.islower() or second.isupper()


def _is_stop(before: str, following: str, *, closed: bool) -> bool:
    """Return whether a single full stop ends the sentence, by the words around it."""
    if closed:
        return True
    last = before.split()[-1:]
    word = _BREAKS.split(last[0])[-1].strip("'’*_") if last and not before[-1].isspace() else ""
    if len(word) > _SHORTENED and "." not in word:
        return True
    follower = _WORD_AFTER.match(following)
    next_word = follower[0] if follower else ""
    lower = word.lower().replace(".", "")
    if lower.isdigit() and before.strip().lstrip("([") == word:
        return False  # "3. The harbour": the number of a list
    if lower in _TITLES and not (word.isupper() and lower in _SMALL):
        return False
    if lower in _BEFORE_FIGURES and next_word[:1].isdigit():
        return False
    if _is_initial(word) or _DOTTED.fullmatch(word) or (lower in _OTHERS and _is_short(word)):
        return next_word.lower() in _STARTERS and not _names_on(word, next_word)
    return True


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper() and word != "I"


def _is_short(word: str) -> bool:
    """Return whether a word that may also be a common one ("sat", "miss") is written as the shortened one."""
    capital = len(word) > 1 and word.isupper()  # "PA" and "CO" without dots are names of their own
    return not capital and (word[:1].isupper() or word.lower() not in _WORDS)


def _names_on(word: str, next_word: str) -> bool:
    """Return whether an initial is followed by what may be a name ("J. A. Stone"): a single capital."""
    return _is_initial(word) and len(next_word) == 1


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Return whether a sentence ends where no space follows: what is left of paragraphs that were joined badly."""
    if match["mark"] not in {".", "!", "?"} or not _GLUED_NEXT.match(text, match.end()):
        return False
    before = text[max(0, match.start() - 40) : match.start()].rpartition(" ")[2]
    return _GLUED.search(before) is not None and not _ADDRESS.search(before)
