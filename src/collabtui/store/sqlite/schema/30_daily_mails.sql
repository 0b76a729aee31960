-- Whose working days are whose, and which matters a mail asks its reader about: one mail may ask of several. Past weeks
-- and what was sent of them are kept.

ALTER TABLE person ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE outgoing ADD COLUMN progress_of TEXT NOT NULL DEFAULT '[]';
UPDATE outgoing SET progress_of = json_array(matter) WHERE key LIKE 'progress:%' AND matter IS NOT NULL;
CREATE INDEX outgoing_progress ON outgoing (queued_at, person, state, progress_of) WHERE progress_of <> '[]';
CREATE INDEX outgoing_listed ON outgoing (person, queued_at)
