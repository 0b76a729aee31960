-- Readings that a mail asks its reader to confirm, and which of a mail's readings were settled so.

ALTER TABLE outgoing ADD COLUMN asked_back TEXT;
ALTER TABLE incoming ADD COLUMN settled TEXT NOT NULL DEFAULT '[]'
