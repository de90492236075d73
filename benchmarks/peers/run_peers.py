"""Run quantulum3, dateparser and textacy over texts: JSON from standard input, JSON to standard output.

Runs in the environment of requirements.txt; knows nothing of Crossread. Input: `{"figures": [document …], "dates": […],
"quotations": [parsed document …]}`; output: for each, the records found and the seconds it took, loading apart.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from datetime import datetime
from typing import Any

Record = dict[str, Any]


def figures(documents: list[Record]) -> Record:
    """Quantities by quantulum3: span, value with its uncertainty, name of the unit."""
    from quantulum3 import parser  # noqa: PLC0415 - each peer is loaded where it is asked

    parser.parse("Two metres of rope cost $5.")  # loads its tables
    found, failed = [], 0
    begun = time.process_time()
    for document in documents:
        try:
            quantities = parser.parse(document["text"])
        except Exception:  # noqa: BLE001 - a text that it cannot read costs it that text only
            failed += 1
            continue
        found += [
            {
                "document": document["id"],
                "span": list(one.span),
                "value": one.value,
                "uncertainty": one.uncertainty or 0.0,
                "unit": one.unit.name,
            }
            for one in quantities
        ]
    return {"found": found, "seconds": time.process_time() - begun, "failed": failed}


def dates(documents: list[Record]) -> Record:
    """Dates by dateparser's search: the words, looked up in order, and the day."""
    from dateparser.search import search_dates  # noqa: PLC0415 - as above

    search_dates("on Monday", languages=["en"])
    found, failed = [], 0
    begun = time.process_time()
    for document in documents:
        settings: Record = {"PREFER_DATES_FROM": "past"}
        if document["published"]:
            parts = [*(int(part) for part in document["published"].split("-")), 1, 1][:3]
            settings["RELATIVE_BASE"] = datetime(*parts)  # noqa: DTZ001 - a day has no time zone
        try:
            hits = search_dates(document["text"], languages=["en"], settings=settings) or []
        except Exception:  # noqa: BLE001 - as above
            failed += 1
            continue
        at = 0
        for words, day in hits:
            start = document["text"].find(words, at)
            if start < 0:
                continue
            at = start + len(words)
            found.append({"document": document["id"], "span": [start, at], "value": day.date().isoformat()})
    return {"found": found, "seconds": time.process_time() - begun, "failed": failed}


def quotations(documents: list[Record]) -> Record:
    """Direct quotations by textacy, on documents that come parsed; where it refuses a document, nothing of it."""
    from spacy.lang.en import English  # noqa: PLC0415 - as above
    from spacy.tokens import Doc  # noqa: PLC0415 - as above
    from textacy.extract import triples  # noqa: PLC0415 - as above

    vocab = English().vocab
    made = [
        (
            document["id"],
            Doc(
                vocab,
                words=document["words"],
                spaces=document["spaces"],
                pos=document["pos"],
                lemmas=document["lemmas"],
                heads=document["heads"],
                deps=document["deps"],
                sent_starts=document["sent_starts"],
            ),
            document["starts"],
        )
        for document in documents
    ]
    found, failed = [], 0
    begun = time.process_time()
    for key, doc, starts in made:
        try:
            triples_found = list(triples.direct_quotations(doc))
        except Exception:  # noqa: BLE001 - it refuses documents with an odd number of marks
            failed += 1
            continue
        for triple in triples_found:
            first, last = triple.content[0].i, triple.content[-1].i
            speaker = [triple.speaker[0].i, triple.speaker[-1].i]
            found.append(
                {
                    "document": key,
                    "span": [starts[first], starts[last] + len(doc[last])],
                    "speaker": [starts[speaker[0]], starts[speaker[1]] + len(doc[speaker[1]])],
                }
            )
    return {"found": found, "seconds": time.process_time() - begun, "failed": failed}


def main() -> None:
    """Run what the input asks for."""
    logging.disable(logging.CRITICAL)
    asked = json.load(sys.stdin)
    layers = {"figures": figures, "dates": dates, "quotations": quotations}
    json.dump({name: layers[name.partition("/")[0]](documents) for name, documents in asked.items()}, sys.stdout)


if __name__ == "__main__":
    main()
