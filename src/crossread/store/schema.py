"""The tables of a case file, as numbered migrations.

A case is one SQLite file that any SQLite tool opens. What people ask for stands in columns of its own; lists and
reasons, which are read whole, are JSON. Every table of records has a `number`: the order in which its rows were saved.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x58524541
"""SQLite's `application_id` of a case ("XREA" in ASCII), by which `file` and we know one."""

_FIRST: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, sha256 TEXT NOT NULL,
  chars INTEGER NOT NULL, language TEXT, title TEXT, source TEXT, family TEXT, author TEXT, published TEXT, url TEXT,
  text TEXT NOT NULL);
CREATE INDEX documents_path ON documents (path);
CREATE INDEX documents_source ON documents (source);

CREATE TABLE files (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, path TEXT NOT NULL);

CREATE TABLE passages (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, kind TEXT NOT NULL, paragraph INTEGER NOT NULL);
CREATE INDEX passages_id ON passages (id);
CREATE INDEX passages_document ON passages (document, start);
CREATE VIEW passage_texts AS
  SELECT p.number, p.id, p.document, p.kind, substr(d.text, p.start + 1, p."end" - p.start) AS text
  FROM passages p JOIN documents d ON d.id = p.document;
CREATE VIRTUAL TABLE passage_search USING fts5 (
  text, content = 'passage_texts', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE vectors (
  passage INTEGER PRIMARY KEY REFERENCES passages (number) ON DELETE CASCADE, vector BLOB NOT NULL);

CREATE TABLE mentions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, head_start INTEGER NOT NULL, head_end INTEGER NOT NULL,
  kind TEXT NOT NULL, form TEXT NOT NULL, name TEXT NOT NULL);
CREATE INDEX mentions_id ON mentions (id);
CREATE INDEX mentions_document ON mentions (document, start);
CREATE INDEX mentions_name ON mentions (name);

CREATE TABLE dates (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, type TEXT NOT NULL, value TEXT, mod TEXT, anchor TEXT, interval TEXT);
CREATE INDEX dates_id ON dates (id);
CREATE INDEX dates_document ON dates (document, start);
CREATE INDEX dates_value ON dates (value);

CREATE TABLE figures (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, number_start INTEGER NOT NULL, number_end INTEGER NOT NULL,
  low NUMERIC, high NUMERIC, approximation TEXT NOT NULL, unit TEXT, counted_start INTEGER, counted_end INTEGER,
  noun TEXT);
CREATE INDEX figures_id ON figures (id);
CREATE INDEX figures_document ON figures (document, start);

CREATE TABLE quotations (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, spans TEXT NOT NULL, kind TEXT NOT NULL,
  speaker_start INTEGER, speaker_end INTEGER, speaker_mention TEXT, cue_start INTEGER, cue_end INTEGER);
CREATE INDEX quotations_id ON quotations (id);
CREATE INDEX quotations_document ON quotations (document, start);

CREATE TABLE attributions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, content TEXT NOT NULL, kind TEXT NOT NULL,
  source_start INTEGER, source_end INTEGER, source_mention TEXT, cue_start INTEGER, cue_end INTEGER,
  stance TEXT NOT NULL, within TEXT);
CREATE INDEX attributions_id ON attributions (id);
CREATE INDEX attributions_document ON attributions (document, start);

CREATE TABLE statements (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
  passage TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, lemma TEXT NOT NULL, polarity TEXT NOT NULL,
  modality TEXT NOT NULL, voice TEXT NOT NULL, time TEXT, dates TEXT NOT NULL, figures TEXT NOT NULL,
  terms TEXT NOT NULL);
CREATE INDEX statements_id ON statements (id);
CREATE INDEX statements_document ON statements (document, start);
CREATE INDEX statements_lemma ON statements (lemma);
CREATE TABLE roles (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE, position INTEGER NOT NULL,
  name TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, head TEXT NOT NULL, mention TEXT,
  PRIMARY KEY (statement, position)) WITHOUT ROWID;

CREATE TABLE links (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT REFERENCES documents (id) ON DELETE CASCADE,
  kind TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, "by" TEXT NOT NULL,
  a_start INTEGER, a_end INTEGER, b_start INTEGER, b_end INTEGER);
CREATE INDEX links_id ON links (id);
CREATE INDEX links_document ON links (document);
CREATE INDEX links_kind ON links (kind, a);
CREATE INDEX links_b ON links (b);

CREATE TABLE actors (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind TEXT NOT NULL, names TEXT NOT NULL);
CREATE INDEX actors_name ON actors (name);
CREATE TABLE actor_mentions (
  actor TEXT NOT NULL REFERENCES actors (id) ON DELETE CASCADE, position INTEGER NOT NULL, mention TEXT NOT NULL,
  PRIMARY KEY (actor, position)) WITHOUT ROWID;
CREATE INDEX actor_mentions_mention ON actor_mentions (mention);

CREATE TABLE lineages (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, reasons TEXT NOT NULL);
CREATE TABLE lineage_documents (
  lineage TEXT NOT NULL REFERENCES lineages (id) ON DELETE CASCADE, position INTEGER NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (lineage, position)) WITHOUT ROWID;
CREATE INDEX lineage_documents_document ON lineage_documents (document);

CREATE TABLE statement_groups (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, links TEXT NOT NULL);
CREATE TABLE group_statements (
  "group" TEXT NOT NULL REFERENCES statement_groups (id) ON DELETE CASCADE, position INTEGER NOT NULL,
  statement TEXT NOT NULL, PRIMARY KEY ("group", position)) WITHOUT ROWID;
CREATE INDEX group_statements_statement ON group_statements (statement);

CREATE TABLE findings (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, verdict TEXT NOT NULL, grade TEXT, kind TEXT NOT NULL,
  subject TEXT NOT NULL, verb TEXT NOT NULL, object TEXT NOT NULL, counted TEXT NOT NULL, unit TEXT,
  passive INTEGER NOT NULL, confidence REAL NOT NULL, rank REAL NOT NULL, reasons TEXT NOT NULL);
CREATE INDEX findings_verdict ON findings (verdict, rank);
CREATE INDEX findings_kind ON findings (kind, rank);
CREATE INDEX findings_rank ON findings (rank);
CREATE TABLE answers (
  finding TEXT NOT NULL REFERENCES findings (id) ON DELETE CASCADE, position INTEGER NOT NULL, label TEXT NOT NULL,
  value TEXT NOT NULL, lineages TEXT NOT NULL, PRIMARY KEY (finding, position)) WITHOUT ROWID;
CREATE TABLE evidence (
  finding TEXT NOT NULL, answer INTEGER NOT NULL, position INTEGER NOT NULL, document TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, statement TEXT, voice TEXT NOT NULL,
  PRIMARY KEY (finding, answer, position),
  FOREIGN KEY (finding, answer) REFERENCES answers (finding, position) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX evidence_document ON evidence (document);
CREATE VIRTUAL TABLE finding_search USING fts5 (
  text, content = '', tokenize = "unicode61 remove_diacritics 2");

CREATE TABLE silences (
  number INTEGER PRIMARY KEY, document TEXT NOT NULL, finding TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX silences_document ON silences (document);
CREATE INDEX silences_finding ON silences (finding);

CREATE TABLE naming (
  number INTEGER PRIMARY KEY, actor TEXT NOT NULL, document TEXT NOT NULL, label TEXT NOT NULL, count INTEGER NOT NULL,
  spans TEXT NOT NULL);
CREATE INDEX naming_actor ON naming (actor);
CREATE INDEX naming_document ON naming (document);

CREATE TABLE notices (
  number INTEGER PRIMARY KEY, file TEXT REFERENCES files (key) ON DELETE CASCADE,
  account TEXT REFERENCES documents (id) ON DELETE CASCADE, code TEXT NOT NULL, path TEXT NOT NULL, document TEXT,
  start INTEGER, "end" INTEGER, detail TEXT NOT NULL);
CREATE INDEX notices_file ON notices (file);
CREATE INDEX notices_account ON notices (account);

CREATE TABLE decisions (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, target TEXT NOT NULL, "by" TEXT NOT NULL,
  at TEXT NOT NULL, note TEXT NOT NULL, undone INTEGER NOT NULL);
"""

_DECIDED_VALUES: Final = """
ALTER TABLE decisions ADD COLUMN "to" TEXT NOT NULL DEFAULT '';
ALTER TABLE decisions ADD COLUMN anchor TEXT NOT NULL DEFAULT '';
"""

_CATALOGUE: Final = """
ALTER TABLE findings ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
ALTER TABLE findings ADD COLUMN documents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE findings ADD COLUMN since TEXT NOT NULL DEFAULT '~';
ALTER TABLE findings ADD COLUMN until TEXT NOT NULL DEFAULT '';
CREATE INDEX findings_by_rank ON findings (rank DESC, id);
CREATE INDEX findings_by_verdict ON findings (place, rank DESC, id);
CREATE INDEX findings_by_documents ON findings (documents DESC, rank DESC, id);
CREATE INDEX findings_by_confidence ON findings (confidence DESC, rank DESC, id);
CREATE INDEX findings_by_time ON findings (since, rank DESC, id);
CREATE INDEX evidence_place ON evidence (document, start);
CREATE INDEX evidence_statement ON evidence (statement);
CREATE INDEX quotations_speaker ON quotations (speaker_mention);
CREATE INDEX attributions_source ON attributions (source_mention);
CREATE INDEX notices_path ON notices (path);

CREATE TABLE catalogue_counts (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE catalogue_documents (
  position INTEGER PRIMARY KEY, document TEXT NOT NULL UNIQUE, path TEXT NOT NULL, label TEXT NOT NULL COLLATE NOCASE,
  title TEXT NOT NULL, author TEXT NOT NULL, published TEXT NOT NULL, words INTEGER NOT NULL,
  lineage INTEGER NOT NULL, kin INTEGER NOT NULL);
CREATE INDEX catalogue_documents_label ON catalogue_documents (label);
CREATE INDEX catalogue_documents_published ON catalogue_documents (published, position);
CREATE INDEX catalogue_documents_lineage ON catalogue_documents (lineage, kin);
CREATE TABLE catalogue_sources (
  label TEXT PRIMARY KEY COLLATE NOCASE, documents INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL,
  findings INTEGER NOT NULL, alone INTEGER NOT NULL, copies INTEGER NOT NULL, silences INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE catalogue_overlap (
  one TEXT NOT NULL COLLATE NOCASE, other TEXT NOT NULL COLLATE NOCASE, findings INTEGER NOT NULL,
  PRIMARY KEY (one, other)) WITHOUT ROWID;
CREATE TABLE catalogue_finding_actors (
  actor TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (actor, finding)) WITHOUT ROWID;
CREATE TABLE catalogue_actors (
  actor TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, mentions INTEGER NOT NULL,
  documents INTEGER NOT NULL, acts INTEGER NOT NULL, labels TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX catalogue_actors_name ON catalogue_actors (name COLLATE NOCASE, actor);
CREATE INDEX catalogue_actors_kind ON catalogue_actors (kind, mentions DESC, actor);
CREATE INDEX catalogue_actors_mentions ON catalogue_actors (mentions DESC, name, actor);
CREATE INDEX catalogue_actors_documents ON catalogue_actors (documents DESC, mentions DESC, name, actor);
CREATE INDEX catalogue_actors_acts ON catalogue_actors (acts DESC, name, actor);
CREATE TABLE catalogue_acts (
  agent TEXT NOT NULL, patient TEXT NOT NULL, document TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  statement TEXT NOT NULL, lemma TEXT NOT NULL, negative INTEGER NOT NULL, agent_mention TEXT NOT NULL,
  patient_mention TEXT NOT NULL, passage INTEGER NOT NULL);
CREATE INDEX catalogue_acts_pair ON catalogue_acts (agent, patient, document, start);
CREATE INDEX catalogue_acts_patient ON catalogue_acts (patient);
CREATE TABLE catalogue_told (
  start TEXT NOT NULL, "end" TEXT NOT NULL, days INTEGER NOT NULL, document TEXT NOT NULL,
  label TEXT NOT NULL COLLATE NOCASE, first INTEGER NOT NULL, last INTEGER NOT NULL, statement TEXT NOT NULL,
  passage INTEGER NOT NULL);
CREATE INDEX catalogue_told_start ON catalogue_told (start, days, document, first);
CREATE INDEX catalogue_told_label ON catalogue_told (label, start);
CREATE INDEX catalogue_told_statement ON catalogue_told (statement);
CREATE TABLE catalogue_days (
  label TEXT NOT NULL COLLATE NOCASE, start TEXT NOT NULL, "end" TEXT NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (label, start, "end")) WITHOUT ROWID;
"""
"""What lists show, worked out once when the records are saved (`catalogue`); all of it follows from the records."""

_MODALITY: Final = "ALTER TABLE findings ADD COLUMN modality TEXT NOT NULL DEFAULT 'asserted';"
"""Whether a question asks for what happened, or for what is foreseen or demanded."""

_TELLINGS: Final = """
CREATE TABLE sayings (
  number INTEGER PRIMARY KEY, actor TEXT NOT NULL, document TEXT NOT NULL, verb TEXT NOT NULL, kind TEXT NOT NULL,
  stance TEXT NOT NULL, count INTEGER NOT NULL, spans TEXT NOT NULL, speakers TEXT NOT NULL);
CREATE INDEX sayings_actor ON sayings (actor);
CREATE INDEX sayings_document ON sayings (document);

CREATE TABLE timeline (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, time TEXT NOT NULL, verb TEXT NOT NULL, label TEXT NOT NULL);
CREATE TABLE tellings (
  event TEXT NOT NULL REFERENCES timeline (id) ON DELETE CASCADE, position INTEGER NOT NULL, document TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, statement TEXT NOT NULL, time TEXT NOT NULL, polarity TEXT NOT NULL,
  modality TEXT NOT NULL, voice TEXT NOT NULL, PRIMARY KEY (event, position)) WITHOUT ROWID;
CREATE INDEX tellings_document ON tellings (document, start);
CREATE INDEX tellings_statement ON tellings (statement);

CREATE TABLE network (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, start INTEGER NOT NULL,
  "end" INTEGER NOT NULL, statement TEXT NOT NULL, passage TEXT NOT NULL, verb TEXT NOT NULL, polarity TEXT NOT NULL,
  modality TEXT NOT NULL, voice TEXT NOT NULL, agent TEXT NOT NULL, patient TEXT NOT NULL, role TEXT NOT NULL,
  agent_mention TEXT NOT NULL, patient_mention TEXT NOT NULL, agent_start INTEGER NOT NULL, agent_end INTEGER NOT NULL,
  patient_start INTEGER NOT NULL, patient_end INTEGER NOT NULL);
CREATE INDEX network_pair ON network (agent, patient, document, start);
CREATE INDEX network_patient ON network (patient);
CREATE INDEX network_document ON network (document, start);

DROP TABLE catalogue_acts;
INSERT INTO meta SELECT 'untold', '1' WHERE EXISTS (SELECT 1 FROM documents);
"""
"""Verbs of saying, events, acts. An older case is marked: they are made of its records when it is next opened."""

_ACTOR_DOCUMENTS: Final = """
CREATE TABLE catalogue_actor_documents (
  actor TEXT NOT NULL, silent INTEGER NOT NULL, document TEXT NOT NULL,
  PRIMARY KEY (actor, silent, document)) WITHOUT ROWID;
DROP INDEX naming_actor;
CREATE INDEX naming_actor ON naming (actor, document);
DROP INDEX sayings_actor;
CREATE INDEX sayings_actor ON sayings (actor, document);
"""
"""Which documents name an actor, and whether they let it speak; what one document calls one actor is found at once."""

MIGRATIONS: Final[tuple[str, ...]] = (_FIRST, _DECIDED_VALUES, _CATALOGUE, _MODALITY, _TELLINGS, _ACTOR_DOCUMENTS)
"""SQL that brings a case from version n to n + 1; a case's version is SQLite's `user_version`. Never edit, only add."""
