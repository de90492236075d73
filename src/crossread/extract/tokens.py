"""Split text into the words that Universal Dependencies counts.

spaCy's English rules, with the few that bring them nearest to the UD treebanks: runs of one mark are one word, bound
prefixes keep their hyphen ("pre-war"), other hyphens, also beside figures ("350,000-strong", "2001-2021"), stand alone.
"""

from __future__ import annotations

import re

import spacy
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

#: Prefixes that English treebanks keep with their word; measured on UD EWT and GUM train, November 2026.
_BOUND = (
    "non e anti re co pre pro mid cross post over semi multi ex sub counter mini neo socio psycho inter intra un mis "
    "ultra"
).split()

#: Abbreviations that spaCy's English rules lack.
_SHORT = (
    "al. etc. Capt. Lt. Col. Sgt. Maj. Cmdr. Cpl. Pte. Brig. Adm. Insp. Supt. Hon. Amb. Assn. Dept. Univ. vol."
).split()

_RUNS = [r"[!?]{2,}", r"([=*_#<>~$+-])\1+", r"[=*_-]{3,}"]

#: Telephone numbers and the like: groups of digits that are one word.
_WHOLE = re.compile(r"^(?:\+?\d{1,3}-)?(?:\d{3}[-/])?\d{3}-\d{4}$")


def tokenizer() -> Language:
    """Return spaCy's blank English with the rules that come nearest to UD's words.

    Words F1 on raw text, by the CoNLL 2018 rule: see docs/decisions/0010.

    Examples:
        >>> [word.text for word in tokenizer()("The 350,000-strong pre-war force didn't fight.")]
        ['The', '350,000', '-', 'strong', 'pre-war', 'force', 'did', "n't", 'fight', '.']
    """
    nlp = spacy.blank("en")
    rules = nlp.Defaults
    infixes = [rule for rule in rules.infixes or () if not _is_letter_hyphen(rule)]
    nlp.tokenizer = Tokenizer(
        nlp.vocab,
        rules=_special_cases(nlp),
        prefix_search=compile_prefix_regex([*_RUNS, *(rules.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*_RUNS, *(rules.suffixes or ())]).search,
        infix_finditer=compile_infix_regex([*infixes, *_infixes()]).finditer,
        token_match=_WHOLE.match,
        url_match=nlp.tokenizer.url_match,
    )
    return nlp


def _is_letter_hyphen(rule: str) -> bool:
    """Tell whether a rule of spaCy splits hyphens between letters, which `_infixes` does."""
    return "--" in rule and "(?<=" in rule and "a-z" in rule.lower() and "~" in rule


def _infixes() -> list[str]:
    """Return the rules on hyphens, dashes and strokes within words."""
    letter = "[^\\W\\d_]"
    free = "".join(f"(?<!^(?i:{prefix}))" for prefix in _BOUND)
    return [
        rf"(?<={letter}){free}(?:--+|[-–—~])(?={letter})",
        r"(?<=\d)[-–—](?=[\w$£€])",
        rf"(?<={letter}){free}[-–—](?=\d)",
        rf"(?<={letter}{letter})/(?={letter}{letter})",
        rf"(?<={letter}\.)[-–—](?={letter})",
        rf"(?<=[.!?,])[\"“‘](?={letter})",
        r"(?<=[\])}])[-–—:,](?=[\[({\w])",
    ]


def _special_cases(nlp: Language) -> dict[str, list[dict[int, str]]]:
    """Return spaCy's special cases with our abbreviations."""
    cases = dict(nlp.tokenizer.rules or {})
    for word in _SHORT:
        for form in {word, word.upper()}:
            cases[form] = [{ORTH: form}]
    cases.pop("and/or", None)
    return cases
