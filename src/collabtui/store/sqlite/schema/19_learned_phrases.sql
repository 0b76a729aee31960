-- Phrases that were learnt from what the facilitator decided, of the office or of one person.

CREATE TABLE learned (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    words TEXT NOT NULL,
    meaning TEXT NOT NULL,
    person TEXT,
    sources TEXT NOT NULL,
    imported INTEGER NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX learned_by_words ON learned (words);
CREATE INDEX learned_by_person ON learned (person);
