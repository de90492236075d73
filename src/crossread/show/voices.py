"""Whose words they are, as the documents name them."""

from __future__ import annotations

from crossread.model.account import Account
from crossread.model.statement import AUTHOR, Attribution, Quotation
from crossread.show import wording


def voice_text(account: Account, voice: str) -> str:
    """Return whose words they are, as the document names him and his way of speaking; "" for the author.

    Chains are kept: "the ministry, “said”, as told by the agency, “reported”".
    """
    if voice == AUTHOR:
        return ""
    records: dict[str, Attribution | Quotation] = {record.id: record for record in account.quotations}
    records |= {record.id: record for record in account.attributions}
    told = []
    seen: set[str] = set()
    while voice in records and voice not in seen:
        seen.add(voice)
        record = records[voice]
        told.append(_speaker(account, record))
        voice = (record.within if isinstance(record, Attribution) else None) or AUTHOR
    return ", as told by ".join(told)


def _speaker(account: Account, record: Attribution | Quotation) -> str:
    text = account.document.text
    speaker = record.source if isinstance(record, Attribution) else record.speaker
    name = " ".join(speaker.span.of(text).split()) if speaker else wording.UNNAMED
    cue = " ".join(record.cue.of(text).split()) if record.cue else ""
    return f"{name}, “{cue}”" if cue else name
