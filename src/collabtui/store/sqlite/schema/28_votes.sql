-- Votes that are taken by mail, and who may read a confidential matter.

CREATE TABLE vote (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    meeting TEXT NOT NULL,
    matter TEXT,
    choices TEXT NOT NULL,
    voters TEXT NOT NULL,
    until TEXT NOT NULL,
    state TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    decision TEXT
) STRICT;
CREATE INDEX vote_by_meeting ON vote (meeting);
CREATE INDEX vote_by_matter ON vote (matter);
CREATE INDEX vote_by_state ON vote (state);
CREATE VIRTUAL TABLE vote_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');
ALTER TABLE matter ADD COLUMN confidential INTEGER;
ALTER TABLE matter ADD COLUMN readers TEXT;
CREATE INDEX matter_by_confidential ON matter (confidential)
