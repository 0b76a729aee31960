-- What an open question was settled by.

ALTER TABLE question ADD COLUMN answer TEXT NOT NULL DEFAULT '';
ALTER TABLE question ADD COLUMN answered_at TEXT
