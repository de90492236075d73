"""Builds accounts from YAML that a journalist could write: texts, and what stands in them.

```yaml
documents:
  herald:
    source: The Ummar Herald
    published: 2031-06-03
    text: Nine people died in the flood, Dinah Okafor said.
    actors: [{words: Dinah Okafor, kind: person}]
    statements:
      - {clause: Nine people died in the flood, trigger: died/die, agent: Nine people, voice: a1, figures: [{words: Nine, n: 9, of: people}]}
    attributions: [{id: a1, words: Nine people died in the flood, by: Dinah Okafor, cue: said}]
```
"""

import re
from hashlib import sha256
from itertools import pairwise

import numpy as np

from crossread.model.account import Account, Vector
from crossread.model.document import Document, Passage, PassageKind, Source
from crossread.model.link import Link, LinkKind
from crossread.model.mention import ActorKind, DateMention, Figure, Mention, MentionForm, TimexType
from crossread.model.span import Span
from crossread.model.statement import (
    AUTHOR,
    Attribution,
    AttributionKind,
    Modality,
    Polarity,
    Quotation,
    QuotationKind,
    Role,
    RoleName,
    Speaker,
    Statement,
)
from crossread.model.value import Amount, Approximation, Interval, PartialDate

SMALL = set(
    "a an the of in on at to for and or but by with from as that this it its is are was were be been has have had not no "
    "he she they his her their who which after before when while than into over under said".split()
)
SINGULAR = {
    "people": "people",
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "police": "police",
}


def place(text, words, after=0):
    start = text.index(words, after)
    return Span(start, start + len(words))


def lemma(word):
    word = word.casefold()
    if word in SINGULAR:
        return SINGULAR[word]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def interval(value):
    text = str(value)
    if "/" in text:
        return Interval.parse(text)
    return PartialDate.parse(text).interval()


class Builder:
    def __init__(self, name, given, ordinal):
        self.given, self.text = given, given["text"]
        source = Source(given.get("source", name), given.get("family"))
        published = PartialDate.parse(str(given["published"])) if given.get("published") else None
        digest = sha256(self.text.encode()).hexdigest()
        path = given.get("path", f"{name}.txt")
        self.document = Document.named(
            path,
            self.text,
            sha256=digest,
            ordinal=ordinal,
            language="en",
            source=source,
            published=published,
            author=given.get("author"),
        )
        self.id = self.document.id
        self.voices = {}

    def account(self):
        passages = self.passages()
        mentions = self.mentions()
        quotations = [self.speech(given, Quotation) for given in self.given.get("quotations", ())]
        attributions = [self.speech(given, Attribution) for given in self.given.get("attributions", ())]
        figures, dates, statements = [], [], []
        statements += [self.statement(given, passages, figures, dates) for given in self.given.get("statements", ())]
        return Account(
            self.document,
            tuple(passages),
            tuple(self.vector(passage) for passage in passages),
            tuple(mentions),
            tuple(dates),
            tuple(figures),
            tuple(quotations),
            tuple(attributions),
            tuple(statements),
            tuple(self.links(mentions)),
        )

    def passages(self):
        found = []
        for match in re.finditer(r"[^\s.!?][^.!?\n]*[.!?]?[”\"’]?", self.text):
            end = match.start() + len(match[0].rstrip())
            found.append(Passage.at(self.id, Span(match.start(), end), PassageKind.SENTENCE, 0))
        return found

    def vector(self, passage):
        counts = np.zeros(64, dtype=np.float32)
        for word in re.findall(r"\w+", passage.span.of(self.text).casefold()):
            if word not in SMALL:
                counts[int(sha256(word.encode()).hexdigest(), 16) % 64] += 1
        return Vector((counts / (np.linalg.norm(counts) or 1)).astype("<f2").tobytes())

    def mentions(self):
        self.known = {}
        for given in self.given.get("actors", ()):
            words = given["words"]
            for match in re.finditer(rf"\b{re.escape(words)}\b", self.text):
                span = Span(match.start(), match.end())
                if any(known.contains(span) for known in self.known):
                    continue
                kind = ActorKind(given.get("kind", "organisation"))
                form = MentionForm(given.get("form", "name"))
                name = re.sub(r"^(the|a|an) ", "", words, flags=re.IGNORECASE)
                self.known[span] = Mention.at(self.id, span, span, kind, form, name)
        return [self.known[span] for span in sorted(self.known)]

    def links(self, mentions):
        by_words = {}
        for mention in mentions:
            by_words.setdefault(mention.span.of(self.text), mention)
        for same in self.given.get("same", ()):
            for one, other in pairwise(same):
                yield Link.between(LinkKind.SAME_ACTOR, by_words[one].id, by_words[other].id, 1.0)

    def mention_at(self, span):
        return next((mention for known, mention in sorted(self.known.items()) if span.contains(known)), None)

    def speech(self, given, kind):
        spans = tuple(
            place(self.text, words)
            for words in ([given["words"]] if isinstance(given["words"], str) else given["words"])
        )
        speaker = None
        if given.get("by"):
            span = place(self.text, given["by"], given.get("after", 0))
            mention = self.mention_at(span)
            speaker = Speaker(span, mention.id if mention else None)
        cue = place(self.text, given["cue"]) if given.get("cue") else None
        if kind is Quotation:
            found = Quotation.at(self.id, spans, QuotationKind(given.get("kind", "direct")), speaker, cue)
        else:
            found = Attribution.at(
                self.id, spans, AttributionKind(given.get("kind", "speech")), source=speaker, cue=cue
            )
        self.voices[given.get("id", given["cue"] if given.get("cue") else "")] = found.id
        return found

    def statement(self, given, passages, figures, dates):
        span = place(self.text, given["clause"])
        word, _, base = given["trigger"].partition("/")
        trigger = place(self.text, word, span.start)
        passage = next(p for p in passages if p.span.overlaps(span))
        roles = tuple(
            sorted(
                (self.role(name, given[name], span) for name in ("agent", "patient", "place") if name in given),
                key=lambda r: r.span,
            )
        )
        own_figures = [self.figure(item, span) for item in given.get("figures", ())]
        own_dates = [self.date(item, span) for item in given.get("dates", ())]
        figures += own_figures
        dates += own_dates
        time = interval(given["time"]) if given.get("time") else next((item.interval for item in own_dates), None)
        terms = tuple(
            lemma(w) for w in re.findall(r"[^\W\d_]+", given["clause"]) if w.casefold() not in SMALL and w != word
        )
        return Statement.at(
            self.id,
            passage.id,
            span,
            trigger,
            base or word.casefold(),
            roles=roles,
            polarity=Polarity.NEGATIVE if given.get("negative") else Polarity.POSITIVE,
            modality=Modality(given.get("modality", "asserted")),
            voice=self.voices[given["voice"]] if "voice" in given else AUTHOR,
            time=time,
            dates=tuple(item.id for item in own_dates),
            figures=tuple(item.id for item in own_figures),
            terms=(base or word.casefold(), *terms),
        )

    def role(self, name, words, clause):
        span = place(self.text, words, clause.start)
        mention = self.mention_at(span)
        head = lemma(re.findall(r"\w+", words)[-1])
        return Role(RoleName(name), span, head, mention.id if mention else None)

    def figure(self, given, clause):
        span = place(self.text, given["words"], clause.start)
        low, high = given.get("low", given.get("n")), given.get("high", given.get("n"))
        amount = Amount(low, high, Approximation(given.get("approx", "exact")), given.get("unit"))
        counted = place(self.text, given["of"], clause.start) if "of" in given else None
        noun = lemma(given["of"].split()[-1]) if "of" in given else None
        return Figure.at(self.id, span, span, amount, counted=counted, noun=given.get("noun", noun))

    def date(self, given, clause):
        span = place(self.text, given["words"], clause.start)
        if "duration" in given:
            return DateMention.at(self.id, span, TimexType.DURATION, given["duration"])
        return DateMention.at(self.id, span, TimexType.DATE, str(given["value"]), interval=interval(given["value"]))


def build(documents):
    """Return the accounts of a mapping of names to documents, in the order given."""
    seen, accounts = {}, []
    for name, given in documents.items():
        ordinal = seen.get(given["text"], 0)
        seen[given["text"]] = ordinal + 1
        accounts.append(Builder(name, given, ordinal).account())
    return accounts
