"""Silence, naming and verbs of saying, on the accounts that cases are built of."""

FACT = {
    "trigger": "closed/close",
    "agent": "The Customs Service",
    "patient": "Gate Four",
    "clause": "The Customs Service closed Gate Four at Tolmar",
}
ACTORS = [
    {"words": "Customs Service"},
    {"words": "Gate Four", "kind": "facility"},
    {"words": "Tolmar", "kind": "place"},
]


def teller(name, day="2031-06-03"):
    text = "The Customs Service closed Gate Four at Tolmar."
    return {
        "source": name,
        "published": day,
        "text": f"{text} {name} was there.",
        "actors": ACTORS,
        "statements": [FACT],
    }


def quiet(name, text, day="2031-06-04", actors=ACTORS):
    return {"source": name, "published": day, "text": text, "actors": actors}


def silent(result):
    names = {account.document.id: account.document.source.name for account in result.accounts}
    return {names[silence.document] for silence in result.silences}


def test_who_tells_of_the_same_actors_and_not_of_the_fact_is_silent(build, run):
    mute = quiet("Mute", "The Customs Service regrets what happened at Gate Four in Tolmar.")
    other = quiet("Other", "The bakers of Orvo hold their feast.", actors=[{"words": "Orvo", "kind": "place"}])
    result = run(build({"a": teller("A"), "b": teller("B"), "mute": mute, "other": other}))
    assert silent(result) == {"Mute"}
    assert all(silence.reason.rule == "others_report" for silence in result.silences)


def test_who_wrote_before_it_happened_is_not_silent(build, run):
    dated = {**FACT, "time": "2031-06-02"}
    tellers = {name: {**teller(name), "statements": [dated]} for name in "ab"}
    early = quiet("Early", "The Customs Service keeps Gate Four in Tolmar in good repair.", day="2031-05-30")
    assert not silent(run(build({**tellers, "early": early})))


def test_labels_are_counted_with_their_places(build, run):
    text = "The Customs Service spoke. Customs Service men spoke. The old thieves spoke."
    given = {
        "text": text,
        "actors": [{"words": "Customs Service"}, {"words": "The old thieves", "form": "descriptor"}],
        "same": [["Customs Service", "The old thieves"]],
    }
    result = run(build({"a": given}))
    assert [(naming.label, naming.count) for naming in result.namings] == [
        ("Customs Service", 2),
        ("The old thieves", 1),
    ]
    assert all(span.of(text) == naming.label for naming in result.namings for span in naming.spans)


def test_verbs_of_saying_are_counted_for_each_actor(build, run):
    given = {
        "text": "Dinah Okafor admitted that the gate was shut.",
        "actors": [{"words": "Dinah Okafor", "kind": "person"}],
        "attributions": [{"words": "the gate was shut", "by": "Dinah Okafor", "cue": "admitted"}],
    }
    (saying,) = run(build({"a": given})).sayings
    assert (saying.verb, saying.count) == ("admitted", 1)


def test_a_fact_without_names_belongs_to_the_story_of_its_documents(build, run):
    actors = [{"words": "Orvo", "kind": "place"}]
    fact = {
        "clause": "Forty goats drowned",
        "trigger": "drowned/drown",
        "agent": "Forty goats",
        "figures": [{"words": "Forty", "n": 40, "of": "goats"}],
    }
    told = {"published": "2031-06-03", "actors": actors, "statements": [fact]}
    tellers = {name: {**told, "source": name, "text": f"Forty goats drowned. {name} wrote from Orvo."} for name in "AB"}
    mute = quiet("Mute", "The river at Orvo is high.", actors=actors)
    other = quiet("Other", "The bakers of Karsa hold their feast.", actors=[{"words": "Karsa", "kind": "place"}])
    assert silent(run(build({**tellers, "mute": mute, "other": other}))) == {"Mute"}
