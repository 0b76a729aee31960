-- Questionnaires: votes of several questions, and what is written in answer without a name.

ALTER TABLE vote ADD COLUMN questions TEXT COLLATE "C" NOT NULL DEFAULT '[]';
ALTER TABLE vote ADD COLUMN texts TEXT COLLATE "C" NOT NULL DEFAULT '[]'
