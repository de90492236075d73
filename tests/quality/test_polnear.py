"""PolNeAR's own terms: no word belongs to two voices, and each stretch between marks is asked for its speaker."""

from crossread_scores.exports import document, empty_export
from crossread_scores.polnear import all_voices, marked_words, univocal

TEXT = 'Ada said that Bor denies the fall. "We saw," Ada said. "It fell."'


def said(key, content, source):
    start = TEXT.index(source)
    speaker = {"text": source, "span": [start, start + len(source)], "actor": None}
    spans = [[TEXT.index(words), TEXT.index(words) + len(words)] for words in content]
    return {"id": key, "document": "a", "content": spans, "source": speaker, "cue": None, "kind": "speech"}


def case(attributions, quotations=()):
    export = empty_export([document("a", TEXT)])
    return export | {"attributions": list(attributions), "quotations": list(quotations)}


OUTER = said("1", ["that Bor denies the fall"], "Ada")
INNER = said("2", ["the fall"], "Bor")


def quotation(key, stretches, source):
    record = said(key, stretches, source)
    return {"id": key, "document": "a", "spans": record["content"], "speaker": record["source"], "cue": None}


def test_a_voice_inside_another_is_left_aside():
    assert univocal([INNER, OUTER]) == [OUTER]
    assert all_voices(case([OUTER]), case([OUTER, INNER]))["precision"] == 100
    assert all_voices(case([OUTER]), case([INNER]))["recall"] < 100


def test_each_stretch_of_a_divided_quotation_is_asked():
    gold = [quotation("1", ["We saw,"], "Ada"), quotation("2", ["It fell."], "Ada")]
    told = said("3", ["We saw,", "It fell."], "Ada")
    both = marked_words(case([told], gold), case([], [quotation("4", ["We saw,", "It fell."], "Ada")]))
    one = marked_words(case([told], gold), case([], [quotation("4", ["We saw,"], "Ada")]))
    assert (both["span"], both["speaker"]) == (100, 100)
    assert one["speaker"] == 50
    wrong = marked_words(case([told], gold), case([], [quotation("4", ["We saw,", "It fell."], "Bor")]))
    assert wrong["speaker"] == 0
