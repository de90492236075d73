"""Did it happen, who did it, when? The verdict on statements of the same act."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from crossread.judge.agreement import camps, clocks_agree, minute_of, times_agree
from crossread.judge.intended import judge_intended
from crossread.judge.places import judge_places
from crossread.judge.questions import act_question, is_noun, whole_phrase
from crossread.judge.rulings import finding, rule
from crossread.judge.testimony import Court, Testimony
from crossread.judge.times import dates_of, length
from crossread.judge.worth import classes_of, core, figures_clash, of_one_tone, several
from crossread.model.finding import Finding, FindingKind, Grade, Verdict
from crossread.model.link import ActorId
from crossread.model.mention import ActorKind, DateMention, MentionForm
from crossread.model.reason import Reason
from crossread.model.span import Span
from crossread.model.statement import Modality, RoleName, Statement
from crossread.text.senses import load_senses

_UNREAL: Final = ("to ", "before ", "until ", "unless ", "if ", "whether ", "lest ", "in order ")
"""Beginnings of clauses that do not say that it is so."""

_SURE_OF_ONE: Final = 0.85
"""Likeness from which what one speaker says twice in one document is held to be of one act."""

_ONE_BREATH: Final = 400
"""Characters within which a speaker qualifies what he has just said rather than contradicting himself."""

_ASKING: Final = ("where ", "when ", "why ", "who ", "what ")
"""Beginnings of clauses that may be questions told."""

_WISHED: Final = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|wish(?:es|ed|ing)?|fear(?:s|ed|ing)?|pray(?:s|ed|ing)?|"
    r"propos(?:al|als|es|ed|ing))\b[^.;:]*$"
)
"""Words of hoping, fearing and proposing before what is hoped, feared and proposed."""

_ASKED: Final = re.compile(
    r"\b(?:of|about|over|as to|ask\w*|kn[eo]w\w*|wonder\w*|explain\w*|tell|told|decid\w*|unclear|discuss\w*)\s+$",
    re.IGNORECASE,
)
"""Words before a question that is told."""


def judge_act(court: Court, statements: Sequence[Statement], likeness: float) -> list[Finding]:
    """Return the findings on statements of the same act.

    Args:
        court: The records.
        statements: The statements.
        likeness: How sure it is that they tell of the same act, 0 to 1.
    """
    told = [statement for statement in statements if _says_so(court, statement)]
    if not told or (len({statement.document for statement in told}) < 2 and not _both_signs(court, told)):
        return _uncopied(court, judge_intended(court, statements, likeness))
    whether = _whether(court, told, likeness)
    if whether is not None:
        return [whether]
    where = judge_places(court, told, likeness, contests=_flagged(told, "once") and _same_target(court, told))
    asked = (_when(court, told, likeness), _who(court, told, likeness), where)
    differing = [item for item in asked if item is not None]
    plain = core(court, of_one_tone(court, told), likeness)
    agreed = several(plain) and not figures_clash(court, plain)
    found = differing or ([_what(court, plain, likeness)] if agreed else [])
    found = found or judge_intended(court, statements, likeness)
    return _uncopied(court, found)


def _uncopied(court: Court, found: Iterable[Finding]) -> list[Finding]:
    """Return the findings that are more than one stretch and its copies: copying is told by itself, not by clauses."""
    return [item for item in found if item.verdict is not Verdict.REPEATED or not _copied(court, item)]


def _says_so(court: Court, statement: Statement) -> bool:
    """Return whether a statement says that something is or is not so: no infinitive, no condition, no question."""
    if statement.modality is not Modality.ASSERTED:
        return False
    text = court.shelf.documents[statement.document].text
    passage = court.shelf.passages.get(statement.passage)
    if _is_wished(statement, text):
        return False
    asked = passage is not None and passage.span.of(text).rstrip("\"'”’)").endswith("?")
    return not asked and not _is_asked(statement, text) and not statement.span.of(text).casefold().startswith(_UNREAL)


def _is_wished(statement: Statement, text: str) -> bool:
    """Return whether a clause tells what someone hopes, wishes or fears: that says neither that it is so nor not."""
    return _WISHED.search(text[max(0, statement.span.start - 20) : statement.trigger.start]) is not None


def _is_asked(statement: Statement, text: str) -> bool:
    """Return whether a clause is a question told ("the question of where she was born")."""
    words = statement.span.of(text).casefold()
    before = text[max(0, statement.span.start - 30) : statement.span.start]
    return words.startswith("how ") or (words.startswith(_ASKING) and _ASKED.search(before) is not None)


def _copied(court: Court, item: Finding) -> bool:
    """Return whether all evidence is one stretch and its copies: copying is told by itself, not by clauses."""
    told = [evidence for answer in item.answers for evidence in answer.evidence]
    return len({court.descent.origin(evidence.document, evidence.span) for evidence in told}) == 1


def _both_signs(court: Court, statements: Sequence[Statement]) -> bool:
    """Return whether some of the statements say yes and some no."""
    return len({_sign(court, statement, statements) for statement in statements}) > 1


def _sign(court: Court, statement: Statement, statements: Sequence[Statement]) -> int:
    """Return 1 or -1: whether what the first statement tells is so by this one; the opposite counts as no."""
    own = court.sign(statement)
    return -own if _opposed(statement, min(statements, key=lambda s: s.id)) else own


def _opposed(one: Statement, other: Statement) -> bool:
    """Return whether two triggers tell of opposite happenings."""
    here, there = classes_of(one), classes_of(other)
    return one.lemma != other.lemma and not here & there and load_senses().opposite(here, there) is not None


def _flagged(statements: Iterable[Statement], flag: str) -> bool:
    """Return whether the lexicon gives every one of the triggers a flag."""
    return all(
        any(flag in sense.flags for sense in load_senses().of(statement.lemma, statement.terms))
        for statement in statements
    )


def _whether(court: Court, statements: Sequence[Statement], likeness: float) -> Finding | None:
    """Return the finding where some say that it is so and others that it is not."""
    finite = [statement for statement in statements if not _is_participle(court, statement)]
    items = [_whole(court, statement, _sign(court, statement, finite)) for statement in finite]
    sides = _of_one_time([[item for item in items if item.sign == sign] for sign in (1, -1)])
    if not all(sides):
        return None
    if len({item.document for item in items}) == 1 and _of_one_breath(items, likeness):
        return None
    if not all(_sure_of_sign(court, item) for item in items if item.sign == _rarer(sides)):
        likeness *= 0.7
    judged = _flagged(statements, "judged")
    grade = Grade.INTERPRETIVE if judged else Grade.HARD
    ruling = rule(sides, grade, (Reason("yes_and_no", (("judged", str(judged).lower()),), grade),))
    question = act_question(court, FindingKind.WHETHER, [item.statement for item in sides[0] if item.statement])
    return finding(
        question, [("yes", sides[0]), ("no", sides[1])], ruling, likeness, (Reason("same_act", (), f"{likeness:.2f}"),)
    )


def _of_one_breath(items: Sequence[Testimony], likeness: float) -> bool:
    """Return whether a yes and a no of one document are one speaker's, said near each other or not surely of one act.

    "He has no ticket, or he has not shown it. He has what is called a pass": that is no contradiction.
    """
    if len({item.speaker for item in items}) > 1:
        return False
    first = min(item.evidence.span.start for item in items)
    last = max(item.evidence.span.end for item in items)
    return likeness < _SURE_OF_ONE or last - first < _ONE_BREATH


def _is_participle(court: Court, statement: Statement) -> bool:
    """Return whether a clause begins with its verb in -ing ("from getting"): it says neither yes nor no."""
    word = statement.trigger.of(court.shelf.documents[statement.document].text)
    return statement.trigger.start == statement.span.start and word.endswith("ing")


def _of_one_time(sides: Sequence[Sequence[Testimony]]) -> list[list[Testimony]]:
    """Return the answers without those of another time than all answers of the other side."""
    times = [[item.statement.time for item in side if item.statement is not None] for side in sides]
    return [
        [
            item
            for item in side
            if item.statement is None
            or item.statement.time is None
            or any(time is None or time.overlaps(item.statement.time) for time in times[1 - number])
        ]
        for number, side in enumerate(sides)
    ]


def _rarer(sides: Sequence[Sequence[Testimony]]) -> int:
    """Return the sign of the smaller camp."""
    return 1 if len(sides[0]) < len(sides[1]) else -1


def _sure_of_sign(court: Court, item: Testimony) -> bool:
    """Return whether an answer's sign rests on a negation in its own clause rather than on the lexicon or a denial."""
    return item.statement is not None and court.sign(item.statement) == item.sign and not court.denied(item.statement)


def _whole(court: Court, statement: Statement, sign: int = 1) -> Testimony:
    """Return the answer that a whole clause gives."""
    told = court.testimony(statement, statement.span, _short(court, statement), sign=sign)
    return replace(told, noun=is_noun(court, statement))


def _short(court: Court, statement: Statement) -> str:
    """Return the words of a clause, cut to those around its trigger where they are many."""
    words = whole_phrase(court.shelf.words(statement.document, statement.span))
    if len(words) <= 100:
        return words
    near = [role.span for role in statement.roles if role.name in {RoleName.AGENT, RoleName.PATIENT}]
    span = statement.trigger
    for other in near:
        if span.joined(other).length <= 100:
            span = span.joined(other)
    brief = court.shelf.words(statement.document, span)
    return brief if len(brief) > 20 else f"{words[:99].rsplit(' ', 1)[0]} …"


def _when(court: Court, statements: Sequence[Statement], likeness: float) -> Finding | None:
    """Return the finding on the time of an act; None where fewer than two documents date it.

    Different days contest one another only for what happens once.
    """
    dated = [(statement, dates_of(court.shelf, statement)) for statement in statements if court.sign(statement) > 0]
    items = [
        court.testimony(statement, when.span, time=when.interval, minute=minute_of(when.value))
        for statement, dates in dated
        if (when := _chosen(statement, dates, dated)) is not None
    ]
    if len({item.document for item in items}) < 2 or all(s.lemma in load_senses().light for s in statements):
        return None
    items.sort(key=lambda item: (length(item.time), item.evidence))
    sides = camps(items, _same_time)
    if len(sides) > 1 and not _flagged(statements, "once"):
        return None
    apart = Reason("times_apart", tuple((item.label, item.time.iso()) for item in items if item.time), "hard")
    ruling = rule(sides, Grade.HARD, (apart,))
    value = [(min(items, key=lambda i: length(i.time)).time, side) for items, side in zip(sides, sides, strict=True)]
    question = act_question(court, FindingKind.DATE, [item.statement for item in items if item.statement])
    answers = [(time.iso() if time else "", side) for time, side in value]
    return finding(question, answers, ruling, likeness, (Reason("same_act", (), f"{likeness:.2f}"),))


def _chosen(
    statement: Statement, dates: Sequence[DateMention], all_dates: Sequence[tuple[Statement, Sequence[DateMention]]]
) -> DateMention | None:
    """Return the date that tells when: the only one of the clause, else the first that another document gives too."""
    if len(dates) < 2:
        return dates[0] if dates else None
    others = [
        date.interval
        for other, found in all_dates
        if other.document != statement.document
        for date in found
        if date.interval is not None
    ]
    return next((date for date in dates if date.interval in others), None)


def _same_time(one: Testimony, other: Testimony) -> bool:
    """Return whether two dates can be one; the same words in one telling are, whenever they were printed."""
    if one.time is None or other.time is None:
        return False
    copied = one.teller == other.teller and one.label.casefold() == other.label.casefold()
    return copied or (times_agree(one.time, other.time) and clocks_agree(one.minute, other.minute))


def _who(court: Court, statements: Sequence[Statement], likeness: float) -> Finding | None:
    """Return the finding on the doer of an act that is done once; None where fewer than two documents name one."""
    if not _flagged(statements, "once"):
        return None
    items = [item for statement in statements if court.sign(statement) > 0 for item in _doers(court, statement)]
    if len({item.document for item in items}) < 2:
        return None
    sides = camps(sorted(items, key=lambda item: item.evidence), lambda a, b: bool(a.keys & b.keys))
    if not _same_target(court, statements) or (len(sides) > 1 and likeness < 0.6):
        return None
    ruling = rule(sides, Grade.HARD, (Reason("other_doers", tuple((i.label, i.document) for i in items), "hard"),))
    question = act_question(court, FindingKind.WHO, [item.statement for item in items if item.statement])
    answers = [(_name(court, side), side) for side in sides]
    sure = likeness * (0.8 if len(sides) > 1 else 1.0)
    return finding(question, answers, ruling, sure, (Reason("same_act", (), f"{sure:.2f}"),))


def _doers(court: Court, statement: Statement) -> list[Testimony]:
    """Return the answers that the named doers of a statement give; none for verbs whose subject undergoes."""
    if any(sense.undergone for sense in load_senses().of(statement.lemma, statement.terms)):
        return []
    spans: list[tuple[Span, str]] = []
    for role in statement.roles:
        actor = court.shelf.actor_in(role)
        mention = court.shelf.mentions[role.mention] if actor is not None and role.mention is not None else None
        if role.name is not RoleName.AGENT or actor is None or mention is None:
            continue
        if mention.form is not MentionForm.PRONOUN and court.named(actor):
            spans.append((role.span, actor))
    keys = frozenset(actor for _, actor in spans)
    return [court.testimony(statement, spans[0][0], keys=keys)] if spans else []


def _same_target(court: Court, statements: Sequence[Statement]) -> bool:
    """Return whether all statements name one and the same actor or thing that the act is done to.

    To a country or a town the same can be done by several; a place does not count.
    """
    targets = [
        {court.shelf.actor_in(role) or role.head for role in s.roles if role.name is RoleName.PATIENT}
        for s in statements
    ]
    shared = set.intersection(*targets) if targets else set[str]()
    return any(key not in court.shelf.actors or _kind(court, key) is not ActorKind.PLACE for key in shared)


def _kind(court: Court, actor: str) -> ActorKind:
    """Return the kind of an actor."""
    return court.shelf.actors[ActorId(actor)].kind


def _name(court: Court, side: Sequence[Testimony]) -> str:
    """Return the names of the actors that a camp names."""
    names = {court.shelf.actors[key].name for item in side for key in item.keys}  # type: ignore[index]
    return ", ".join(sorted(names))


def _what(court: Court, statements: Sequence[Statement], likeness: float) -> Finding:
    """Return the finding that the act is told alike."""
    items = [_whole(court, statement, court.sign(statement)) for statement in statements]
    ruling = rule([items], Grade.HARD)
    question = act_question(court, FindingKind.WHAT, statements)
    value = "no" if items[0].sign < 0 else "yes"
    return finding(question, [(value, items)], ruling, likeness, (Reason("same_act", (), f"{likeness:.2f}"),))
