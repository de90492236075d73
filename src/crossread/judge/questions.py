"""What a group of statements answers: which slot is asked for, and in which words, as data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from crossread.judge.testimony import Court
from crossread.model.document import DocumentId
from crossread.model.finding import FindingKind, Question
from crossread.model.link import ActorId, Link
from crossread.model.mention import Figure, FigureId, Mention, MentionForm
from crossread.model.span import Span
from crossread.model.statement import Modality, Role, RoleName, Statement
from crossread.text.senses import load_senses

_NOUN_ENDINGS = ("al", "ion", "ment", "ure", "ance", "ence", "ory", "over", "th")
"""Endings of nouns made of verbs ("withdrawal", "victory", "takeover", "death")."""

_LONG = 60
"""Longest words that a question takes over from a document; longer ones are cut back to the head."""

_MOST = 7
"""Most words after a verb that a question takes over."""

_STEM = 5
"""Letters by which a word and a lemma are held to be one."""

_BEFORE_DATE = re.compile(r"\s*\b(?:on|in|at|by|since|during|until|from|late|early|earlier|last)\s*$", re.IGNORECASE)
"""Words before a date that go with it."""

_CLAUSE = re.compile(
    r"\s*[,;:!?()\[\]\u2013\u2014\"\u201c\u201d]|"
    r"\s(?:who|whom|which|while|when|where|after|before|as|because|since|if|although|though|but|by|amid|"
    r"following|despite)\b|(?<!\bin)(?<!\bof)(?<!\bon)(?<!\bat)(?<!\bto)(?<!\bfor)(?<!\bfrom)(?<!\bwith)\sthat\b|\sand\s(?:then\s)?\w+ed\b",
    re.IGNORECASE,
)
"""Where what follows a verb ends, for a question."""

_COMPLETED = frozenset(
    "refuse decline agree want vow promise pledge plan intend decide choose offer threaten fail manage try seek hope "
    "begin start continue cease attempt need use swear propose prepare be".split()
)
"""Verbs that "to" completes."""

_OWN = frozenset("i me my we us our myself ourselves".split())
"""Pronouns for the one who speaks."""

_LEADING = frozenset(
    "of in on at to for with from over about against into under between through without within".split()
)
"""Prepositions."""

_JOINING = frozenset("after before because since while when as and or but that than if until for".split())
"""Conjunctions."""

_OPEN = frozenset(
    "a an the his her its their our my this that these those and or some any no not only also just even around".split()
)
"""Words that cannot end a phrase, besides prepositions."""

_DETERMINERS = frozenset("a an the this that these those its his her their our my your another any no".split())
"""Words that lead in a noun."""


def figure_clusters(links: Iterable[Link]) -> list[tuple[tuple[FigureId, ...], float]]:
    """Return figures that links hold to count the same thing, each cluster with the mean score of its links."""
    pairs = [
        (FigureId(dict(reason.inputs)["a"]), FigureId(dict(reason.inputs)["b"]), link.score)
        for link in links
        for reason in link.reasons
        if reason.rule == "same_thing_counted"
    ]
    home: dict[FigureId, set[FigureId]] = {}
    for a, b, _ in pairs:
        joined = home.get(a, {a}) | home.get(b, {b})
        for member in joined:
            home[member] = joined
    found = {tuple(sorted(members)) for members in home.values()}
    return [(members, _mean([score for a, _, score in pairs if a in members])) for members in sorted(found)]


def figures_of(link: Link) -> tuple[FigureId, ...]:
    """Return the figures that a link holds to count the same thing, two by two."""
    told = [dict(reason.inputs) for reason in link.reasons if reason.rule == "same_thing_counted"]
    return tuple(FigureId(inputs[end]) for inputs in told for end in ("a", "b"))


def _mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return sum(values) / len(values) if values else 0.0


def figure_question(court: Court, statements: Sequence[Statement], figures: Sequence[FigureId]) -> Question:
    """Return the question that figures of the same thing answer."""
    shelf = court.shelf
    known = [shelf.figures[figure] for figure in figures]
    counted = _most([_brief(court, figure.document, figure.counted) for figure in known if figure.counted])
    noun = _most([figure.noun for figure in known if figure.noun])
    nouns = {figure.noun for figure in known if figure.noun}
    of_one_sort = bool(set.intersection(*(set(load_senses().noun_classes(one)) for one in nouns))) if nouns else True
    if not of_one_sort and any(load_senses().counts_people(one) for one in nouns):
        counted = noun = "people"
    parts = [(s, _counts_in_role(s, figure)) for figure in known for s in court.holders.get(figure.id, ())]
    told = [s for s, part in parts if part is RoleName.PATIENT] or [s for s, part in parts if part is not None]
    told = [s for s in told if s.modality is Modality.ASSERTED] or told
    owner = _clearest(told or statements)
    patient = any(_counts_in_role(owner, figure) is RoleName.PATIENT for figure in known)
    undergone = any(sense.undergone for sense in load_senses().of(owner.lemma, owner.terms))
    carries = any("people" in sense.flags for sense in load_senses().of(noun))
    subject = "" if carries or not patient else _filler(court, [owner], RoleName.AGENT)
    if not told and not carries:
        return Question(FindingKind.FIGURE, counted=counted or noun, unit=known[0].amount.unit)
    return Question(
        FindingKind.FIGURE,
        subject=subject,
        verb="" if carries else owner.lemma,
        object="" if patient or carries else _filler(court, [owner], RoleName.PATIENT),
        counted=counted or noun,
        unit=known[0].amount.unit,
        passive=patient and not subject and not undergone,
        modality=Modality.ASSERTED if owner.modality is Modality.ASSERTED else Modality.PREDICTED,
    )


def _clearest(statements: Sequence[Statement]) -> Statement:
    """Return the statement that a question is worded after: commonest trigger, most roles, shortest clause."""
    lemmas = Counter(statement.lemma for statement in statements)
    return min(statements, key=lambda s: (-lemmas[s.lemma], -len(s.roles), s.span.length, s.id))


def _counts_in_role(statement: Statement, figure: Figure) -> RoleName | None:
    """Return the part that what a figure counts has in a statement: whom or what it happens to, or who does it.

    "A plan to free ninety men drew protest": the ninety have no part in the drawing.
    """
    for name in (RoleName.PATIENT, RoleName.AGENT, RoleName.TOPIC):
        for role in statement.roles:
            counted = role.head in {figure.noun, figure.amount.unit} or role.span == figure.span
            if role.name is name and role.span.overlaps(figure.span) and counted:
                return name
    return None


def act_question(
    court: Court, kind: FindingKind, statements: Sequence[Statement], modality: Modality = Modality.ASSERTED
) -> Question:
    """Return the question that statements of one act answer, worded after the one that tells it in the plainest clause.

    What follows its verb is taken over ("plead guilty", "refuse to leave the race"), not only whom it happens to.
    """
    full = [s for s in statements if kind is FindingKind.WHETHER and not is_noun(court, s) and complement(court, s)]
    owner = plainest(court, full or statements)
    alike = [statement for statement in statements if statement.lemma == owner.lemma]
    subject = _filler(court, alike, RoleName.AGENT)
    doers = {_plain(_role_words(court, s.document, r)) for s in statements for r in s.roles if r.name is RoleName.AGENT}
    verbal = [statement for statement in alike if not is_noun(court, statement)]
    target = _filler(court, verbal, RoleName.PATIENT, doers)
    if subject and target and subject.casefold().split()[-1] == target.casefold().split()[-1]:
        subject = ""
    passive = not subject and bool(target)
    told = owner in verbal and kind is not FindingKind.PLACE and passive == _is_turned(owner)
    things = [court.shelf.words(owner.document, r.span) for r in owner.roles if r.name is RoleName.PATIENT]
    rest = complement(court, owner) if told else ""
    if kind is not FindingKind.WHETHER:
        rest = _shared(rest, owner, statements, [target, *things])
    verb, _, particle = owner.lemma.partition("_")
    lemma = verb if particle in rest.split() else owner.lemma
    if passive and kind is not FindingKind.WHO:
        return Question(kind, target, lemma, rest, passive=True, modality=modality)
    return Question(kind, subject, lemma, target if passive else rest or target, passive=passive, modality=modality)


def plainest(court: Court, statements: Sequence[Statement]) -> Statement:
    """Return the statement that a question is worded after: a verb before a noun, then as `_clearest` chooses."""
    verbal = [statement for statement in statements if not is_noun(court, statement)]
    return _clearest(verbal or statements)


def complement(court: Court, statement: Statement) -> str:
    """Return the words after the verb of a clause, without its dates, cut back to a few; "" where there are none.

    The object alone does not tell what was done: "pleaded guilty", "refused to leave the race", "joined a chorus of
    critics".
    """
    text = court.shelf.documents[statement.document].text
    end = _end_of_told(court, statement, text)
    stretches, place = [], statement.trigger.end
    for date in sorted(court.shelf.dates[key].span for key in statement.dates if key in court.shelf.dates):
        if place <= date.start and date.end <= end:
            stretches.append(_BEFORE_DATE.sub("", text[place : date.start]))
            place = date.end
    words = " ".join(" ".join([*stretches, text[place:end]]).split())
    for particle in statement.lemma.split("_")[1:]:
        words = words.removeprefix(particle).lstrip()
    return _cut(_by_name(court, statement, words))


def _end_of_told(court: Court, statement: Statement, text: str) -> int:
    """Return where what a verb tells ends: with its clause, or with the sentence where "to" goes on."""
    passage = court.shelf.passages.get(statement.passage)
    goes_on = text[statement.span.end : statement.span.end + 4].casefold() == " to "
    return passage.span.end if goes_on and passage is not None else statement.span.end


def whole_phrase(words: str) -> str:
    """Return words without those at the end that lead in what was cut off.

    Examples:
        >>> whole_phrase("she was fired after"), whole_phrase("they accused the warden of")
        ('she was fired', 'they accused the warden')
    """
    kept = words.split(" ")
    while len(kept) > 1 and kept[-1].lower() in _LEADING | _JOINING:
        kept.pop()
    return " ".join(kept)


def _by_name(court: Court, statement: Statement, words: str) -> str:
    """Return the words with the name of the actor where they begin with a pronoun for one."""
    first, _, rest = words.partition(" ")
    for role in statement.roles:
        if role.span.start >= statement.trigger.end and court.shelf.words(statement.document, role.span) == first:
            return f"{_role_words(court, statement.document, role)} {rest}".rstrip()
    return words


def _shared(words: str, owner: Statement, statements: Sequence[Statement], things: Sequence[str]) -> str:
    """Return a complement without what no other document says: "resign in protest" where the others only say "resign".

    An object is kept whatever the others say, and so is what completes a verb like "refuse" or "plead": without it the
    verb tells nothing.
    """
    others = {term.replace(".", "") for s in statements if s.document != owner.document for term in s.terms}
    kept = words.split()
    own = max((len(held.split()) for held in things if words.startswith(held)), default=0)
    free = _LEADING - {"to"} if owner.lemma.split("_")[0] in _COMPLETED else _LEADING
    place = next((k for k, word in enumerate(kept) if k >= own and word.lower() in free), len(kept))
    told = [
        word.casefold().replace(".", "").strip("\u2019'")
        for word in kept[place:]
        if word.lower() not in _LEADING | _OPEN
    ]
    known = any(term[:_STEM] == word[:_STEM] for term in others for word in told)
    return words if known or not others else " ".join(kept[:place])


def _is_turned(statement: Statement) -> bool:
    """Return whether a clause is in the passive, as far as its roles tell: who undergoes it stands before the verb."""
    before = {role.name for role in statement.roles if role.span.end <= statement.trigger.start}
    after = {role.name for role in statement.roles if role.span.start >= statement.trigger.end}
    return RoleName.PATIENT in before or RoleName.AGENT in after


def _cut(words: str) -> str:
    """Return the beginning of what follows a verb: up to a mark or a clause of its own, seven words at most.

    Examples:
        >>> _cut("a chorus of critics who called for the mayor to go")
        'a chorus of critics'
        >>> _cut("guilty to lying to the inspectors of the harbour board")
        'guilty to lying to the inspectors'
        >>> _cut("in that district"), _cut("the wardens that night fell")
        ('in that district', 'the wardens')
    """
    kept = _CLAUSE.split(words, maxsplit=1)[0].split()
    if len(kept) > _MOST:
        kept = kept[:_MOST]
        last = max((k for k, word in enumerate(kept) if word.lower() in _LEADING | {"and"}), default=0)
        kept = kept[: last or _MOST]
    while kept and kept[-1].lower() in _LEADING | _OPEN:
        kept.pop()
    return " ".join(kept)


def is_noun(court: Court, statement: Statement) -> bool:
    """Return whether a trigger is a noun of happening ("the fall of the city").

    What stands beside it need not be its object, and it names the happening without saying that it was so.
    """
    word = court.shelf.words(statement.document, statement.trigger).casefold()
    if word != statement.lemma and not word.endswith("ing"):
        return word.endswith(_NOUN_ENDINGS)
    text = court.shelf.documents[statement.document].text
    before = text[max(0, statement.trigger.start - 20) : statement.trigger.start].casefold().split()
    after = text[statement.trigger.end : statement.trigger.end + 5].casefold()
    led = bool(before) and _leads_in(before[-1])
    return led or after.startswith(" of ") or (word == statement.lemma and _closes_a_phrase(court, statement))


def _closes_a_phrase(court: Court, statement: Statement) -> bool:
    """Return whether a bare trigger ends a phrase that an article or a possessor opens ("the rebel advance")."""
    if statement.trigger.end != statement.span.end or statement.trigger.start == statement.span.start:
        return False
    return _leads_in(court.shelf.words(statement.document, statement.span).casefold().split()[0])


def _leads_in(word: str) -> bool:
    """Return whether a word in lower case leads in a noun: an article, a possessor."""
    return word in _DETERMINERS or word.endswith(("'s", "\u2019s"))


def _plain(words: str) -> str:
    """Return words in lower case without an article."""
    return words.casefold().removeprefix("the ").removeprefix("a ").removeprefix("an ")


def _filler(court: Court, statements: Sequence[Statement], name: RoleName, but: Collection[str] = frozenset()) -> str:
    """Return the words for a role: the name of its actor where it has one, else the shortest words in the documents.

    Args:
        court: The records.
        statements: Where to look.
        name: Which role.
        but: Words that are not wanted, in lower case without article.
    """
    roles = [(s, role) for s in statements for role in s.roles if role.name is name and not _strays(s, role)]
    named = [pair for pair in roles if (actor := court.shelf.actor_in(pair[1])) is not None and court.named(actor)]
    found = [_role_words(court, s.document, role) for s, role in named or roles]
    return _most([words for words in found if words and _plain(words) not in but])


def _strays(statement: Statement, role: Role) -> bool:
    """Return whether a role is a doer that stands after the verb of an active clause: it may belong to other words."""
    after = role.name is RoleName.AGENT and role.span.start >= statement.trigger.end
    return after and any(other.name is RoleName.AGENT and other.span < role.span for other in statement.roles)


def _role_words(court: Court, document: DocumentId, role: Role) -> str:
    """Return the words for one filler."""
    mention = court.shelf.mentions.get(role.mention) if role.mention is not None else None
    if mention is not None:
        actor = court.shelf.actors.get(court.shelf.actor_of[mention.id]) if mention.id in court.shelf.actor_of else None
        if actor is not None and mention.form is MentionForm.PRONOUN and not _is_spoken_of(court, mention, actor.id):
            return actor.name
        return _brief(court, document, mention.span)
    return _brief(court, document, role.span)


def _is_spoken_of(court: Court, mention: Mention, actor: ActorId) -> bool:
    """Return whether a pronoun stands in the very speech of the actor it is held to be: "he" is then another."""
    if court.shelf.words(mention.document, mention.span).casefold() in _OWN:
        return False
    around = [key for span, key in court.speech.get(mention.document, ()) if span.contains(mention.span)]
    return any(court.shelf.witness(mention.document, key) == actor for key in around)


def _brief(court: Court, document: DocumentId, span: Span) -> str:
    """Return the words at a span, cut back to their beginning where they are long."""
    words = court.shelf.words(document, span)
    if len(words) <= _LONG:
        return words
    return words[:_LONG].rsplit(" ", 1)[0]


def _most(words: Iterable[str]) -> str:
    """Return the commonest words, the shortest of the commonest; "" of nothing."""
    counts = Counter(words)
    return min(counts, key=lambda word: (-counts[word], len(word), word), default="")
