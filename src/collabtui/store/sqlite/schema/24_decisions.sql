-- Objections and silences that a decision went against, by name and with a reason; and which state of what was asked
-- about people have answered on.

ALTER TABLE change ADD COLUMN overruled TEXT NOT NULL DEFAULT '[]';
ALTER TABLE change ADD COLUMN asked_version INTEGER;
ALTER TABLE change ADD COLUMN asked_digest TEXT
