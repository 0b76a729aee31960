-- Why an action is held up, why by why; who keeps a matter's papers, and the process as it was; polls without names.

ALTER TABLE action ADD COLUMN whys TEXT NOT NULL DEFAULT '[]';
ALTER TABLE matter ADD COLUMN clerk TEXT;
CREATE INDEX matter_by_clerk ON matter (clerk);
ALTER TABLE matter ADD COLUMN old_steps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE vote ADD COLUMN anonymous INTEGER;
ALTER TABLE vote ADD COLUMN answered TEXT NOT NULL DEFAULT '[]';
ALTER TABLE vote ADD COLUMN tally TEXT NOT NULL DEFAULT '[]'
