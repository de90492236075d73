"""Read the corpora that may train a shipped model into one kind of record.

Every record is a `Sentence`: words as Universal Dependencies splits them, what
stood before each word in the text, and whatever gold marks the corpus gives.
Nothing is downloaded and nothing of the corpora is written into the project.
"""

from __future__ import annotations

import csv
import gzip
import lzma
import os
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from training.labels import (
    ALL,
    HABITS,
    NAMES_UNSEEN,
    allow,
    keep_feats,
    lemma_rule,
    simplify_label,
)

DATA = Path(os.environ.get("CROSSREAD_DATA", Path(__file__).parents[2] / "shared/data"))

#: Documents of wikigold, counted from 0, whose number divided by ten leaves
#: 7, 8 or 9 are never trained on: they are the part that is reported.
WIKIGOLD_HELD = (7, 8, 9)


@dataclass
class Sentence:
    """One sentence with its gold marks; a missing layer is an empty list.

    Attributes:
        words: Forms as UD splits them.
        gaps: What stands before each word: 0 nothing, 1 a space, 2 a line break.
        document: Identifier of the document, to keep neighbours together.
        upos, feats, lemmas: One string per word (`lemmas` are edit rules).
        heads: 0 for the root, else the 1-based number of the head.
        labels: Relation of each word to its head.
        names: Per word a bit mask of the name tags that the corpus allows.
        weight: How much the names of this corpus count.
        habit: Number of the corpus among `labels.HABITS`, when what it calls a name differs; else -1.
        split: Whether the sentence boundaries of this corpus are gold.
        spans: Character spans and surface tokens for raw-text scoring.
    """

    words: list[str]
    gaps: list[int]
    document: str
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    weight: float = 1.0
    habit: int = -1
    split: bool = True
    identifier: str = ""
    tokens: list[tuple[int, int]] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)


def lines(path: Path) -> Iterator[str]:
    """Yield the lines of a plain, gzip or xz file without their line ends."""
    openers: dict[str, Callable[..., IO[str]]] = {".gz": gzip.open, ".xz": lzma.open}
    opener = openers.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            yield line.rstrip("\n")


def blocks(path: Path) -> Iterator[list[str]]:
    """Yield the groups of lines that blank lines set apart."""
    block: list[str] = []
    for line in lines(path):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def treebank(path: Path) -> list[Sentence]:
    """Read a CoNLL-U file; empty nodes are passed over.

    The first word of a paragraph stands after a line break, other words after a
    space or nothing, as `SpaceAfter` says. `tokens` holds, for each surface
    token, the half-open range of its words.
    """
    found: list[Sentence] = []
    document, gap = "", 2
    for block in blocks(path):
        sentence = Sentence([], [], document)
        inside = (0, "")
        for line in block:
            if line.startswith("#"):
                if line.startswith("# newdoc"):
                    document, gap = line.split("=", 1)[-1].strip(), 2
                    sentence.document = document
                elif line.startswith("# newpar"):
                    gap = 2
                elif line.startswith("# sent_id"):
                    sentence.identifier = line.split("=", 1)[1].strip()
                continue
            row = line.split("\t")
            if "." in row[0]:
                continue
            if "-" in row[0]:
                first, last = (int(part) for part in row[0].split("-"))
                inside = (last, row[9])
                sentence.tokens.append((first - 1, last))
                continue
            number = int(row[0])
            _add_word(sentence, row, gap)
            if number > inside[0]:
                sentence.tokens.append((number - 1, number))
                gap = 0 if "SpaceAfter=No" in row[9] else 1
            elif number == inside[0]:
                gap = 0 if "SpaceAfter=No" in inside[1] else 1
            else:
                gap = 0
        found.append(sentence)
    return found


def _add_word(sentence: Sentence, row: list[str], gap: int) -> None:
    """Append the word of one CoNLL-U row."""
    form = row[1].replace(" ", "")
    sentence.words.append(form)
    sentence.gaps.append(gap)
    sentence.upos.append(row[3])
    sentence.feats.append(keep_feats(row[5]))
    sentence.lemmas.append(lemma_rule(form, row[2]))
    sentence.heads.append(int(row[6]))
    sentence.labels.append(simplify_label(row[7]))
    parts = [part[7:] for part in row[9].split("|") if part.startswith("Entity=")]
    sentence.entities.append(parts[0] if parts else "")


def ewt(part: str) -> list[Sentence]:
    """Read UD EWT (`train`, `dev` or `test`) with the names of UNER."""
    name = {"train": "en_ewt-ud-train.rebuilt.conllu.gz"}.get(part, f"en_ewt-ud-{part}.conllu.gz")
    sentences = treebank(DATA / "ud-ewt" / name)
    name = {"train": "en_ewt-ud-train.older-commit.iob2.gz"}.get(part, f"en_ewt-ud-{part}.iob2.gz")
    tags = dict(_uner(DATA / "uner-ewt" / name))
    for sentence in sentences:
        sentence.names = _names_of_uner(sentence, tags.get(sentence.identifier))
    return sentences


def _uner(path: Path) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield sentence identifiers with their words and tags."""
    for block in blocks(path):
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        for line in block:
            if line.startswith("# sent_id"):
                yield (
                    line.split("=", 1)[1].strip(),
                    [(row[1].replace(" ", ""), row[2]) for row in rows],
                )


def _names_of_uner(sentence: Sentence, tags: list[tuple[str, str]] | None) -> list[int]:
    """Lay the tags of UNER over the words, by characters where words differ.

    The classes of UNER are PER, LOC and ORG: outside of those a word may still
    carry one of ours that UNER does not mark, so `O` allows them all. The extra
    classes `OTH` and `O` of the train file are read as unmarked, but never as PER, LOC or ORG.
    """
    if tags is None or "".join(w for w, _ in tags) != "".join(sentence.words):
        return []
    by_character: list[str] = []
    for word, tag in tags:
        inner = tag if tag == "O" else "I" + tag[1:]
        by_character += [tag] + [inner] * (len(word) - 1)
    masks, at = [], 0
    for word, upos in zip(sentence.words, sentence.upos, strict=True):
        tag = by_character[at]
        at += len(word)
        if tag[2:] in ("PER", "LOC", "ORG"):
            masks.append(allow(tag))
        elif tag[2:] == "OTH" and upos == "ADJ":
            masks.append(allow(tag[:2] + "GROUP"))
        elif upos not in ("ADP", "DET", "PROPN") and (word.islower() or (tag == "O" and not word[0].isupper())):
            masks.append(allow("O"))
        else:
            masks.append(NAMES_UNSEEN)
    return masks


def gum(part: str, *, sharealike: bool = True) -> list[Sentence]:
    """Read UD GUM; for training also the share-alike texts."""
    kinds = ["permissive", "bysa"] if sharealike else ["permissive"]
    found: list[Sentence] = []
    for kind in kinds:
        found += treebank(DATA / "ud-gum" / f"en_gum-ud-{part}.{kind}.conllu.gz")
    _names_of_gum(found)
    return found


_GUM_KINDS = {
    "person": "PER",
    "organization": "ORG",
    "place": "LOC",
    "event": "EVENT",
}


def _names_of_gum(sentences: list[Sentence]) -> None:
    """Turn the entities of GUM into what they say about names.

    GUM marks every noun phrase. A phrase of a person, organisation, place or event whose head is a proper noun holds a
    name: the run of proper nouns about the head. Where the name may go on ("of", "and", "'s" and what follows
    inside of the phrase) nothing is said; titles may belong to it or not. Words in no phrase and lower-case words that
    are no proper noun are outside of names; of all else nothing is known.
    """
    opened: list[tuple[str, str, int, int]] = []
    document = ""
    for where, sentence in enumerate(sentences):
        if sentence.document != document:
            opened, document = [], sentence.document
        phrases, inside = _phrases(sentence, opened, where)
        masks = []
        for index, (word, upos) in enumerate(zip(sentence.words, sentence.upos, strict=True)):
            if upos != "PROPN" and (word.islower() or not inside[index]):
                masks.append(allow("O") if upos not in ("ADP", "DET") else ALL)
            else:
                masks.append(ALL)
        for kind, first, last in sorted(phrases, key=lambda p: p[2] - p[1]):
            head = _head_of(sentence, first, last)
            if sentence.upos[head] == "PROPN" and kind in _GUM_KINDS:
                _mark_run(sentence, masks, _GUM_KINDS[kind], first, last, head)
        sentence.names, sentence.weight, sentence.habit = masks, 0.4, HABITS.index("gum")


def _mark_run(sentence: Sentence, masks: list[int], kind: str, first: int, last: int, head: int) -> None:
    """Write the name about a proper noun that heads the phrase from `first` to `last`."""
    begin, end = head, head + 1
    while begin > first and sentence.upos[begin - 1] == "PROPN":
        begin -= 1
    while end <= last and sentence.upos[end] == "PROPN":
        end += 1
    either = allow("B-" + kind) | allow("I-" + kind)
    before = begin > first and sentence.upos[begin - 1] != "DET" and not sentence.words[begin - 1].islower()
    sure = not before
    for index in range(begin, end):
        if kind == "PER" and sure and sentence.words[index].lower() in _TITLES and index + 1 < end:
            masks[index] = allow("O") | allow("B-" + kind)
            sure = False
        else:
            masks[index] = allow("B-" + kind) if sure and index == begin else either if not sure else allow("I-" + kind)
            sure = True
    joins = end <= last and (sentence.upos[end] in ("ADP", "CCONJ", "PART") or sentence.words[end] in "&-,")
    if joins and any(upos == "PROPN" for upos in sentence.upos[end : last + 1]):
        masks[end : last + 1] = [ALL] * (last + 1 - end)


def _phrases(
    sentence: Sentence, opened: list[tuple[str, str, int, int]], where: int
) -> tuple[list[tuple[str, int, int]], list[bool]]:
    """Return the closed phrases of one sentence and which words lie in any."""
    phrases, inside = [], []
    for index, marks in enumerate(sentence.entities):
        for part in marks.replace("(", " (").replace(")", ") ").split():
            if part.startswith("("):
                bits = part.strip("()").split("-")
                opened.append((bits[0], bits[1] if len(bits) > 1 else "", where, index))
        inside.append(bool(opened))
        for part in marks.replace("(", " (").replace(")", ") ").split():
            if not part.endswith(")"):
                continue
            group = part.strip("()").split("-")[0]
            for back in range(len(opened) - 1, -1, -1):
                if opened[back][0] == group:
                    _, kind, begun, first = opened.pop(back)
                    if begun == where:
                        phrases.append((kind, first, index))
                    break
    return phrases, inside


def _head_of(sentence: Sentence, first: int, last: int) -> int:
    """Return the word of the phrase whose head lies outside of it."""
    for index in range(first, last + 1):
        head = sentence.heads[index] - 1
        if not first <= head <= last:
            return index
    return first


def glue(words: list[str]) -> list[int]:
    """Guess what stood before each word of a text that was split for good.

    The usual typography of English: no space before closing marks and clitics,
    none after opening marks; straight double marks open and close in turn.
    """
    gaps, opened, previous = [], False, ""
    for index, word in enumerate(words):
        gap = 1
        closes = word in {",", ".", ";", ":", "!", "?", ")", "]", "%", "...", "”", "''", "n't"}
        clitic = word.startswith(("'", "’")) and len(word) < 4
        if closes or clitic or previous in {"(", "[", "$", "£", "€", "“", "``", "#"}:
            gap = 0
        if previous == '"' and opened:
            gap = 0
        if word == '"':
            gap = 0 if opened else gap
            opened = not opened
        gaps.append(gap if index else 1)
        previous = word
    return gaps


def gmb() -> list[Sentence]:
    """Read the silver names of GMB newswire; they count a third.

    `gpe` is a country or its people, so both are allowed unless the word is an
    adjective or a plural; a title at the start of a person is outside the name,
    as in UNER; times are no names; `art` and `nat` are OTHER.
    """
    path = DATA / "gmb-partial" / "ner_dataset.first238k.csv.xz"
    found: list[Sentence] = []
    rows: list[tuple[str, str, str]] = []
    with lzma.open(path, "rt", encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.reader(file):
            if len(row) < 4 or row[0] == "Sentence #":
                continue
            if row[0] and rows:
                found.append(_gmb_sentence(rows))
                rows = []
            if row[1]:
                rows.append((row[1].replace(" ", ""), row[2], row[3]))
    if rows:
        found.append(_gmb_sentence(rows))
    return found


_TITLES = frozenset(
    "mr. mrs. ms. dr. president vice prime minister foreign defense secretary "
    "general gen. senator sen. king queen prince chancellor premier judge pope "
    "mr mrs ms dr former chief justice representative rep. governor gov. "
    "ambassador colonel col. captain spokesman spokeswoman".split()
)


def _gmb_sentence(rows: list[tuple[str, str, str]]) -> Sentence:
    """Make one sentence of GMB rows (word, part of speech, tag)."""
    words = [word for word, _, _ in rows]
    masks, fresh = [], False
    kinds = {"per": "PER", "org": "ORG", "geo": "LOC", "eve": "EVENT"}
    for word, tag, mark in rows:
        place, kind = mark[:1], mark[2:]
        if kind == "per" and (place == "B" or fresh) and word.lower() in _TITLES:
            masks.append(allow("O"))
            fresh = True
            continue
        if kind in kinds:
            masks.append(allow(("B-" if place == "B" or fresh else "I-") + kinds[kind]))
        elif kind == "gpe":
            mask = allow(place + "-GROUP")
            masks.append(mask if tag != "NNP" else mask | allow(place + "-LOC"))
        elif kind in ("art", "nat"):
            masks.append(allow(place + "-OTHER") | allow("O"))
        else:
            masks.append(allow("O"))
        fresh = False
    return Sentence(words, glue(words), "gmb", names=masks, weight=0.35, habit=HABITS.index("gmb"))


def wikigold(*, held: bool) -> list[Sentence]:
    """Read wikigold: the held-out documents, or all the others.

    MISC there covers peoples, events and works, so those are all allowed.
    """
    root = _archive("wikigold")
    found: list[Sentence] = []
    number, rows = -1, []
    path = root / "wikigold/CONLL-format/data/wikigold.conll.txt"
    for line in [*lines(path), ""]:
        if line.startswith("-DOCSTART-"):
            number += 1
        elif line.strip():
            rows.append(line.split())
        elif rows:
            if (number % 10 in WIKIGOLD_HELD) == held:
                found.append(_wikigold_sentence(rows, f"wikigold-{number}"))
            rows = []
    return found


def _wikigold_sentence(rows: list[list[str]], document: str) -> Sentence:
    """Make one sentence; tags are IOB1, so a change of class begins a name."""
    words, masks, previous = [], [], "O"
    for word, tag in ((row[0], row[-1]) for row in rows):
        words.append(word)
        begun = tag != "O" and (tag[0] == "B" or previous[2:] != tag[2:])
        if tag == "O":
            masks.append(allow("O"))
        elif tag[2:] == "MISC":
            place = "B-" if begun else "I-"
            masks.append(allow(place + "GROUP") | allow(place + "EVENT") | allow(place + "OTHER"))
        else:
            masks.append(allow(("B-" if begun else "I-") + tag[2:]))
        previous = tag
    return Sentence(words, glue(words), document, names=masks)


_CROSSNER = {
    "person": "PER",
    "politician": "PER",
    "location": "LOC",
    "country": "LOC",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "election": "EVENT",
    "event": "EVENT",
}


def crossner(part: str) -> list[Sentence]:
    """Read CrossNER politics (`train`, `dev` or `test`); sentences stand alone."""
    root = _archive("crossner-politics")
    found = []
    for number, block in enumerate(blocks(root / "politics" / f"{part}.txt")):
        rows = [line.split("\t") for line in block]
        words = [row[0] for row in rows]
        masks = []
        for row in rows:
            place, kind = row[1][:2], row[1][2:]
            if row[1] == "O":
                masks.append(allow("O"))
            elif kind in _CROSSNER:
                masks.append(allow(place + _CROSSNER[kind]))
            else:
                masks.append(allow(place + "GROUP") | allow(place + "OTHER"))
        found.append(Sentence(words, glue(words), f"cn-{part}-{number}", names=masks, split=False))
    return found


_WNUT = {"person": "PER", "location": "LOC", "corporation": "ORG"}


def tweets() -> list[Sentence]:
    """Read the Broad Twitter Corpus and the train part of WNUT17; every message stands alone.

    Of accounts and hashtags (`@`, `#`) nothing is known. Where BTC says `O` a group, event or work may stand. WNUT's
    groups are teams and bands as much as peoples, so ORG and GROUP are allowed; works and products are OTHER.
    """
    found = []
    for path in sorted((_archive("BTC") / "BTC/CONLL-format/data").glob("*.conll")):
        found += _messages(path, "btc")
    return found + _messages(_archive("WNUT17") / "WNUT17/CONLL-format/data/train/wnut17train.conll", "wnut")


def _messages(path: Path, habit: str) -> list[Sentence]:
    """Read the messages of one file of two columns."""
    found = []
    for number, block in enumerate(blocks(path)):
        rows = [(row[0].replace(" ", ""), row[-1]) for row in (line.split("\t") for line in block) if row[0].strip()]
        words = [word for word, _ in rows]
        if len(words) > 3:
            masks = [_mask_of_message(word, tag, words[i - 1] if i else "") for i, (word, tag) in enumerate(rows)]
            name = f"{habit}-{path.stem}-{number}"
            found.append(
                Sentence(words, glue(words), name, names=masks, weight=0.4, habit=HABITS.index(habit), split=False)
            )
    return found


def _mask_of_message(word: str, tag: str, before: str) -> int:
    """Return the tags that a word of a message may carry."""
    if word[0] in "@#" or before in ("@", "#"):
        return ALL
    place, kind = tag[:2], tag[2:]
    if kind == "group":
        return allow(place + "ORG") | allow(place + "GROUP")
    if kind in ("creative-work", "product"):
        return allow(place + "OTHER")
    if kind:
        return allow(place + _WNUT.get(kind, kind))
    return NAMES_UNSEEN if word[0].isupper() else allow("O")


def _archive(name: str) -> Path:
    """Unpack one archive of `ner-misc` into the work folder, once."""
    work = Path(os.environ.get("CROSSREAD_WORK", Path(__file__).parent / "work"))
    target = work / "raw"
    target.mkdir(parents=True, exist_ok=True)
    mark = target / f".{name}"
    if not mark.exists():
        with tarfile.open(DATA / "ner-misc" / f"{name}.tar.gz") as archive:
            archive.extractall(target, filter="data")
        mark.touch()
    return target
