"""Who does what an infinitive or a gerund tells: the subject or the object of the verb that governs it.

"Fired the clerk for lying", "accused him of lying", "kept them from leaving", "told her to go": the object; "promised
her to go", "won the seat by lying", "apologised to her for lying": the subject. Classes of verbs as of Levin 1993
("English Verb Classes and Alternations"): judgment, banishing and removal, prevention, charge, coercion.
"""

from __future__ import annotations

from typing import Final

_SUBJECT: Final = frozenset({"promise", "threaten", "vow", "pledge", "offer", "use", "need"})
"""Verbs whose subject does what their infinitive tells, an object beside it or not."""
_BY_PREPOSITION: Final = {
    "for": (
        "fire dismiss sack oust suspend expel remove demote discipline punish penalise penalize fine jail imprison "
        "sentence arrest detain hold prosecute indict sue investigate execute hang shoot beat attack blame fault "
        "condemn criticise criticize denounce rebuke reprimand reproach scold berate lambast slam blast deride mock "
        "ridicule castigate censure impeach chide admonish upbraid pillory thank praise commend applaud laud "
        "hail honour honor reward admire respect congratulate salute credit forgive pardon excuse hate despise resent "
        "envy taunt shame ban bar single_out call_out take_to_task"
    ),
    "from": (
        "prevent stop keep bar ban prohibit block discourage dissuade deter restrain hinder disqualify exclude forbid "
        "preclude inhibit save protect spare exempt excuse suspend enjoin disbar"
    ),
    "of": "accuse acquit convict suspect clear absolve exonerate exculpate impeach cure warn",
    "with": "charge credit task entrust reproach help assist trust tax saddle burden",
    "into": (
        "talk force coerce trick pressure bully scare provoke lure mislead fool goad cajole frighten persuade push "
        "shame terrify blackmail dupe manipulate deceive nudge intimidate"
    ),
    "against": "warn advise caution counsel",
    "on": "congratulate compliment commend",
    "as": (
        "describe characterise characterize portray depict regard see view cite quote identify paint present recall "
        "remember denounce brand accuse name picture dismiss deride"
    ),
    "about": "question interrogate caution warn",
}
_OBJECT: Final = {preposition: frozenset(verbs.split()) for preposition, verbs in _BY_PREPOSITION.items()}
_OWN: Final = frozenset(
    (
        "plan decision attempt effort bid refusal failure pledge promise threat vow readiness willingness right move "
        "proposal intention desire wish determination commitment reluctance agreement ability inability campaign drive "
        "ambition chance opportunity obligation duty vote struggle fight power authority mandate resolve choice scheme "
        "pact plot try hope inclination eagerness unwillingness"
    ).split()
)
_TAKES: Final = frozenset(
    (
        "make have announce take launch mount begin start abandon continue renew keep reaffirm drop give_up intensify "
        "step_up express voice signal reach hatch reverse unveil lose win get double redouble"
    ).split()
)


def object_control(lemma: str) -> bool:
    """Tell whether the object of a verb is the subject of its infinitive.

    Examples:
        >>> object_control("tell"), object_control("promise")
        (True, False)
    """
    return lemma not in _SUBJECT


def object_acts(lemma: str, preposition: str) -> bool:
    """Tell whether the object of a verb does what a gerund after a preposition tells.

    Examples:
        >>> object_acts("fire", "for"), object_acts("win", "by"), object_acts("keep", "from")
        (True, False, True)
    """
    return lemma in _OBJECT.get(preposition, frozenset())


def intends(noun: str) -> bool:
    """Tell whether who owns a noun does what its infinitive tells: "the rebels' plan to attack"."""
    return noun in _OWN


def takes_intention(verb: str) -> bool:
    """Tell whether the subject of a verb owns the intention that is its object: "made an attempt to", "announced"."""
    return verb in _TAKES


def takes_preposition(verb: str, preposition: str) -> bool:
    """Tell whether a prepositional phrase completes a verb: "voted for the bill", "accused him of fraud".

    Examples:
        >>> takes_preposition("accuse", "of"), takes_preposition("walk", "of")
        (True, False)
    """
    return verb in _COMPLETED.get(preposition, frozenset()) or verb in _OBJECT.get(preposition, frozenset())


_COMPLETED: Final = {
    preposition: frozenset(verbs.split())
    for preposition, verbs in {
        "of": (
            "accuse convict acquit suspect rob strip deprive inform notify warn remind assure dispose consist complain "
            "pull_out drop_out back_out get_out walk_out opt_out"
        ),
        "for": (
            "vote call ask apologise apologize blame run stand campaign plead press push wait pay account opt settle "
            "apply argue charge sue prepare search look compensate nominate"
        ),
        "in": "vote result participate engage invest believe succeed end join intervene interfere",
        "against": "vote appeal rule argue testify decide campaign protest speak march strike turn side fight lobby",
        "on": "vote agree insist rely depend focus decide rule embark call impose bet vote comment sit",
        "to": (
            "agree plead lead admit object appeal refer respond turn belong amount contribute react confess "
            "testify subject commit sentence lie apologise apologize listen switch return adjust resort stick elect"
        ),
        "with": "charge agree deal meet side cooperate comply interfere disagree part break negotiate",
        "from": "resign withdraw retire suffer benefit refrain abstain recuse bar ban profit depart differ step_down",
        "as": "serve resign act appoint describe regard see name nominate hail dismiss portray elect pose step_down",
        "about": "lie complain ask warn speak talk testify inform mislead worry boast joke",
        "into": "turn look inquire enter break plunge transform force crash",
        "at": "aim fire shoot laugh",
        "over": "resign preside clash disagree argue quarrel fight sue",
    }.items()
}
