-- The number of a lease, which rises with each take-over, and under which one a mail is being sent.

ALTER TABLE lease ADD COLUMN number INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outgoing ADD COLUMN lease INTEGER
