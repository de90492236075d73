"""The label sets of the encoder, and how gold marks become labels."""

from __future__ import annotations

#: Subtypes that are kept; of every other relation only the part before the colon.
SUBTYPES = frozenset(
    "nsubj:pass aux:pass obl:agent acl:relcl nmod:poss csubj:pass compound:prt "
    "advcl:relcl nsubj:outer obl:unmarked nmod:unmarked det:predet cc:preconj".split()
)

#: The classes of names. OTHER covers works, products, laws, languages.
KINDS = ("PER", "ORG", "LOC", "GROUP", "EVENT", "OTHER")

#: The tags of the names head, in the order of its outputs.
TAGS = ("O", *(place + kind for kind in KINDS for place in ("B-", "I-")))

#: Corpora that call other things names than the rest; each has a head of its own in training, which is not shipped.
HABITS = ("gmb", "gum", "btc", "wnut")

#: Features that are kept; the rest (style, abbreviation, typos) says little here.
FEATURES = frozenset(
    "Case Definite Degree Gender Mood NumType Number Person Polarity Poss PronType Reflex Tense VerbForm Voice".split()
)

ALL = (1 << len(TAGS)) - 1


def allow(tag: str) -> int:
    """Return the bit of one tag.

    >>> allow("O"), allow("B-PER"), allow("I-PER")
    (1, 2, 4)
    """
    return 1 << TAGS.index(tag)


#: What `O` means where only PER, ORG and LOC are marked.
NAMES_UNSEEN = sum(1 << i for i, t in enumerate(TAGS) if t[2:] not in KINDS[:3])


def simplify_label(label: str) -> str:
    """Cut a relation to the subtypes that are kept.

    >>> simplify_label("nmod:desc"), simplify_label("obl:agent")
    ('nmod', 'obl:agent')
    """
    return label if label in SUBTYPES else label.split(":", maxsplit=1)[0]


def keep_feats(feats: str) -> str:
    """Keep the features that are predicted, in the order of the treebank.

    >>> keep_feats("Abbr=Yes|Number=Sing"), keep_feats("_")
    ('Number=Sing', '_')
    """
    kept = [part for part in feats.split("|") if part.split("=")[0] in FEATURES]
    return "|".join(kept) or "_"


def lemma_rule(form: str, lemma: str) -> str:
    """Return the rule that turns a form into its lemma.

    A rule is `case|cut|add`: keep the case (`k`) or lower it (`l`), cut so many
    characters from the end, add these. Without a lemma the rule is empty.

    >>> lemma_rule("Troops", "troop"), lemma_rule("London", "London")
    ('l|1|', 'k|0|')
    """
    if lemma == "_" and form != "_":
        return ""
    lowered = form.lower()
    case, start = (
        ("k", form)
        if _common(form, lemma) >= _common(lowered, lemma)
        else (
            "l",
            lowered,
        )
    )
    same = _common(start, lemma)
    return f"{case}|{len(start) - same}|{lemma[same:]}"


def _common(one: str, other: str) -> int:
    """Return the length of the common start."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
