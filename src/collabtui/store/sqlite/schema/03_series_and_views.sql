-- Meetings that come again and what they carry over, material that arrived, and lists of actions under a name.

ALTER TABLE meeting ADD COLUMN follows TEXT;
ALTER TABLE meeting ADD COLUMN carried TEXT;
ALTER TABLE meeting ADD COLUMN material_there TEXT;
ALTER TABLE meeting ADD COLUMN series TEXT;
ALTER TABLE meeting ADD COLUMN occurrence TEXT;
CREATE INDEX meeting_by_series ON meeting (series, start);
CREATE INDEX meeting_by_follows ON meeting (follows);

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    rule TEXT NOT NULL,
    start TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    timezone TEXT NOT NULL,
    place TEXT NOT NULL,
    matter TEXT,
    goal TEXT NOT NULL,
    questions TEXT NOT NULL,
    material TEXT NOT NULL,
    slots TEXT NOT NULL,
    participants TEXT NOT NULL,
    uid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    state TEXT NOT NULL,
    invited_at TEXT,
    invited_as TEXT NOT NULL,
    called_off TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX series_by_uid ON series (uid);
CREATE INDEX series_by_state ON series (state);
CREATE INDEX series_by_matter ON series (matter);
ALTER TABLE outgoing ADD COLUMN series TEXT;
CREATE INDEX outgoing_by_series ON outgoing (series);

CREATE TABLE saved_view (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    line TEXT NOT NULL,
    "order" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX saved_view_by_name ON saved_view (name);
