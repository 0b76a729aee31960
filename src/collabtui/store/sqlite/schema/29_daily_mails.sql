-- Whose working days are whose, and which matters a mail asks its reader about: one mail may ask of several. Past weeks
-- and what was sent of them are kept.

ALTER TABLE person ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE outgoing ADD COLUMN progress_of TEXT NOT NULL DEFAULT '[]';
UPDATE outgoing SET progress_of = json_array(matter) WHERE key LIKE 'progress:%' AND matter IS NOT NULL;
CREATE INDEX outgoing_progress ON outgoing (queued_at, person, state, progress_of) WHERE progress_of <> '[]';
CREATE INDEX outgoing_listed ON outgoing (person, queued_at);
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    week TEXT NOT NULL,
    matter TEXT,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    sent_to TEXT NOT NULL
) STRICT;
CREATE INDEX report_by_week ON report (week)
