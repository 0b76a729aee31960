-- What a mail out was when it was written, so that what is altered in it is found out.

ALTER TABLE outgoing ADD COLUMN digest TEXT NOT NULL DEFAULT ''
