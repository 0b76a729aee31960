-- Kinds of matter and who answers for one; the check list of what an action delivers; what departments give.

ALTER TABLE matter ADD COLUMN kind TEXT;
ALTER TABLE matter ADD COLUMN owner TEXT;
ALTER TABLE action ADD COLUMN checks TEXT NOT NULL DEFAULT '[]';
CREATE TABLE resource (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    matter TEXT NOT NULL,
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    amount TEXT NOT NULL,
    department TEXT NOT NULL,
    person TEXT,
    first TEXT,
    last TEXT,
    state TEXT NOT NULL,
    answer TEXT,
    asked_at TEXT,
    made_at TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE INDEX resource_by_matter ON resource (matter);
CREATE INDEX resource_by_state ON resource (state);
CREATE INDEX resource_by_department ON resource (department);
CREATE VIRTUAL TABLE resource_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2')
