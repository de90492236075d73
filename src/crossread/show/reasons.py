"""The sentence for each rule that a room may give as a reason; part of the one choice of English with `wording`.

A rule has one sentence or several: the first is taken whose inputs (in braces) the reason has. `{effect}` is always
there; `{all}` is every input, "name value", joined by commas.
"""

from __future__ import annotations

from typing import Final

REASONS: Final[dict[str, tuple[str, ...]]] = {
    # The verdict
    "answers_differ": (
        "The answers fall into {camps} camps, with {independent} independent lineages or voices in all.",
    ),
    "independent_evidence": ("{independent} independent lineages or voices say so, in {documents} documents.",),
    "one_telling": ("{documents} documents say so, but all of them belong to one lineage.",),
    "one_voice": ("{documents} documents say so, but all of them on the word of one speaker.",),
    "one_document": ("All of it stands in one document.",),
    "moves_with_publication": ("The value moves one way with the dates of publication: {all}.",),
    # The grade
    "bounds_apart": ("No number satisfies both “{a}” and “{b}”.",),
    "hedges_leave_room": ("The hedges leave room for the answers to hold together, or nearly so.",),
    "times_apart": ("The times do not overlap: {all}.",),
    "yes_and_no": ("One side says that it was so, the other that it was not.",),
    "other_places": ("Different places are named for one act, and both documents know of both.",),
    "other_doers": ("Different actors are said to have done it.",),
    "one_stretch_altered": (
        "Two sentences are the same, but one has “{a}” where the other has “{b}”: both cannot hold ({kind}).",
    ),
    # The confidence
    "same_act": ("The statements are held to tell of the same act (likeness {effect}).",),
    "of_what_is_to_come": ("It is told of what is {modality}, not of what has happened.",),
    "same_thing_counted": (
        "The same thing is counted: {counted} ({effect}).",
        "The figures are held to count the same thing (likeness {effect}).",
    ),
    "sizes_far_apart": (
        "The greatest value is {ratio} times the smallest, so they may count different things (confidence {effect}).",
    ),
    "worth_saying": ("It names an actor and tells something that can be checked.",),
    # The rank
    "rank_verdict": ("Rank: a finding of this verdict starts at {effect}.",),
    "rank_breadth": ("Rank: {lineages} lineages are involved ({effect}).",),
    "rank_kind": ("Rank: it asks for a {kind} ({effect}).",),
    "rank_confidence": ("Rank: weighed by the confidence ({effect}).",),
    # Why two statements are held to answer one question
    "same_word": ("Both tell it with the same word: {a} ({effect}).",),
    "same_kind_of_happening": ("“{a}” and “{b}” tell of the same kind of happening ({effect}).",),
    "opposite_happenings": ("“{a}” and “{b}” tell of opposite happenings ({effect}).",),
    "different_happenings": ("“{a}” and “{b}” tell of different happenings ({effect}).",),
    "actors_in_roles": ("The actors in their roles: {all} ({effect}).",),
    "same_happening": ("“{a}” and “{b}” tell of one happening, as likely as {effect}.",),
    "shared_rare_words": ("They share rare words: {words} ({effect}).",),
    "shared_words_of_sentence": ("Their sentences share words: {words} ({effect}).",),
    "kinds_of_happening": ("What “{a}” and “{b}” tell of, compared by kind ({effect}).",),
    "actors_compared": ("The actors whom they name, compared ({effect}).",),
    "times_compared": ("Their times and dates, compared ({effect}).",),
    "figures_compared": ("Their figures and what these count, compared ({effect}).",),
    "forms_compared": ("Their voices, moods, lengths and places in the texts, compared ({effect}).",),
    "statements_compared": ("The statements that hold the figures, compared as a whole ({effect}).",),
    "what_is_counted": ("What the figures count, compared: {counted} ({effect}).",),
    "takes_its_place": ("By its words the later number takes the place of the earlier.",),
    "grows_with_publication": ("The later publication gives the larger number ({effect}).",),
    "near_vectors": ("The sentences are near in meaning by their vectors ({effect}).",),
    "same_time": ("Their times overlap ({effect}).",),
    "places": ("The places that they name, compared ({effect}).",),
    "other_place": ("They tell of different places.",),
    "other_actors_named": ("The one names actors whom the other does not ({effect}).",),
    "says_the_opposite": ("The one denies what the other says ({effect}).",),
    "nearest_sentences": ("Of all sentences these are among each other's nearest ({effect}).",),
    "there_is_one": ("The one says that there is what the other tells of: {what} ({effect}).",),
    "same_story": ("The documents tell of the same story as a whole ({effect}).",),
    "sizes": ("The sizes of the figures ({effect}).",),
    "same_distinctive_number": ("Both give the telling number {number} ({effect}).",),
    "other_thing_counted": ("Other things are counted: {counted} ({effect}).",),
    "other_time": ("Their times are too far apart: {a} and {b}.",),
    "other_time_likely": ("One of them tells of times long past ({effect}).",),
    "other_actors": ("Other actors stand in every role.",),
    "roles_reversed": ("Who acts and who suffers are exchanged.",),
    # Why two mentions are held to name one actor
    "same_name": ("The same name: {name}.",),
    "initials": ("{acronym} is made of the initials of {name}.",),
    "fuller_name": ("{fuller} is the fuller form of {name}.",),
    "surname_after_full_name": ("{surname} is the surname of {name}, the only one of that surname.",),
    "spelled_alike": ("{one} and {other} are spelled nearly alike ({effect}).",),
    "surname": ("{one} is the surname of {other} in the same text.", "A surname of the same text ({effect})."),
    "same_given_and_surname": ("{one} and {other} share given name and surname.", "Given name and surname ({effect})."),
    "acronym_in_brackets": ("The text gives the acronym in brackets: {all}.",),
    "acronym": ("An acronym and the name whose initials it is: {all}.",),
    "short_name": ("A shorter form of the same name: {all}.",),
    "demonym": ("A country and the word for its people: {all}.",),
    "country_names": ("Two names of one country: {all}.",),
    "apposition": ("The text sets the two side by side: {all}.",),
    "role": ("The text gives the role of the one named: {all}.",),
    "same_description": ("The same description: {all}.",),
    "head_of_description": ("The same description, shortened: {all}.",),
    "the_country": ("The country that the text names as a place: {all}.",),
    "pronoun": ("A pronoun and the nearest one it fits: {all}.",),
    "pronoun_goes_on": ("A pronoun that goes on from the one before: {all}.",),
    # Lineages and copies
    "shared_wording": ("{words} words stand in both in the same order, {changed} changed.",),
    "published_later": ("The later publication ({one}; {other}) reuses the earlier.",),
    "credits_source": ("One credits the other: {source}.",),
    "direction_unknown": ("Which came first is unknown.",),
    "mostly_copied": ("{share} of one text stands in the other: {documents}.",),
    "partly_copied": ("{share} of one text stands in the other: {documents}.",),
    "same_text": ("The same text: {documents}.",),
    "same_source": ("The same source: {shared}.",),
    "same_family": ("The same publisher family: {shared}.",),
    "same_agency": ("Both credit the same agency: {shared}.",),
    "utterances_compared": ("The two give one utterance: {effect}.",),
    # Readers' decisions
    "reader_confirmed": ("{by} confirmed this on {at}: {note}", "{by} confirmed this on {at}."),
    "reader_rejected": ("{by} rejected this on {at}: {note}", "{by} rejected this on {at}."),
    "reader_joined": ("{by} joined the two on {at}: {note}", "{by} joined the two on {at}."),
    "reader_parted": ("{by} parted the two on {at}: {note}", "{by} parted the two on {at}."),
    "reader_merged": (
        "{by} merged {findings} findings on {at}: {note}",
        "{by} merged {findings} findings on {at}.",
    ),
    "reader_split": ("{by} split a finding on {at}: {note}", "{by} split a finding on {at}."),
    # Silences
    "others_report": ("{documents} other documents that name the same actors report it.",),
}
