-- A process as it is to be, and what its diagnosis says.

ALTER TABLE matter ADD COLUMN new_steps TEXT NOT NULL DEFAULT '[]';
ALTER TABLE matter ADD COLUMN conclusions TEXT NOT NULL DEFAULT '';
ALTER TABLE matter ADD COLUMN recommendations TEXT NOT NULL DEFAULT ''
