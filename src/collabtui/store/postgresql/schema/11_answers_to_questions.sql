-- What an open question was settled by.

ALTER TABLE question ADD COLUMN answer TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE question ADD COLUMN answered_at TEXT COLLATE "C"
