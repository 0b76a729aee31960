-- A process as it is to be, and what its diagnosis says.

ALTER TABLE matter ADD COLUMN new_steps TEXT COLLATE "C" NOT NULL DEFAULT '[]';
ALTER TABLE matter ADD COLUMN conclusions TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE matter ADD COLUMN recommendations TEXT COLLATE "C" NOT NULL DEFAULT ''
