-- Mails that a server lists and does not hand out, and by what it is noticed that UIDs begin anew.

ALTER TABLE cursor ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE cursor ADD COLUMN read_at TEXT;
ALTER TABLE cursor ADD COLUMN at_once INTEGER;
CREATE TABLE unfetched (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    folder TEXT NOT NULL,
    uidvalidity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    tries INTEGER NOT NULL,
    first_tried TEXT NOT NULL,
    next_try TEXT NOT NULL,
    came_after TEXT,
    came_short TEXT NOT NULL
) STRICT;
CREATE INDEX unfetched_by_state ON unfetched (state)
