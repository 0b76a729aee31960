-- Questionnaires: votes of several questions, and what is written in answer without a name.

ALTER TABLE vote ADD COLUMN questions TEXT NOT NULL DEFAULT '[]';
ALTER TABLE vote ADD COLUMN texts TEXT NOT NULL DEFAULT '[]'
