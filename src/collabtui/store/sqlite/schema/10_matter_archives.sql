-- By what the archive of a matter is known to be the one that was written.

ALTER TABLE matter ADD COLUMN archive_head TEXT;
