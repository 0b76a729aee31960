-- What each version of the minutes said, what became of each correction, and a meeting's clock that stands.

CREATE TABLE minutes_version (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    meeting TEXT NOT NULL,
    number INTEGER NOT NULL,
    lines TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX minutes_version_by_meeting ON minutes_version (meeting, number);
ALTER TABLE sign_off ADD COLUMN corrections TEXT;
ALTER TABLE meeting ADD COLUMN paused_at TEXT;
