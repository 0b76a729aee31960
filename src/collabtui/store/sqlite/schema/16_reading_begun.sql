-- By what it is known that the process which read a folder was killed on a mail.

ALTER TABLE cursor ADD COLUMN reading INTEGER NOT NULL DEFAULT 0
