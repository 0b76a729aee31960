-- Who has left, and which names a department had before it was renamed or became a part of another.

ALTER TABLE person ADD COLUMN left_at TEXT;
ALTER TABLE department ADD COLUMN former_names TEXT NOT NULL DEFAULT '[]';
ALTER TABLE department ADD COLUMN merged_into TEXT
