"""Each thing counted is one finding, however many groups its statements stand in."""

from collections import Counter


def toll(name, day, dead, hurt):
    clause = f"In the fire at Tolmar {dead} people were killed and {hurt} people were injured"
    figures = [
        {"words": f"{dead}", "n": dead, "of": "people", "unit": "person"},
        {"words": f"{hurt}", "n": hurt, "of": "people", "unit": "person"},
    ]
    statement = {"clause": clause, "trigger": "killed/kill", "patient": f"{dead} people", "figures": figures}
    return {"source": name, "published": day, "text": f"{clause}.", "statements": [statement]}


def test_two_tolls_of_the_same_clauses_are_two_findings(build, run, told):
    accounts = build(
        {
            "a": toll("Herald", "2031-06-03", 9, 31),
            "b": toll("Voice", "2031-06-04", 11, 40),
            "c": toll("Post", "2031-06-05", 14, 46),
        }
    )
    found = [item for item in told(run(accounts)) if item["kind"] == "figure"]
    assert Counter(item["verdict"] for item in found) == {"updated": 2}
