-- What somebody has written in place of a rendered mail, and the outbox by its states, the newest first.

ALTER TABLE outgoing ADD COLUMN own_words TEXT;
CREATE INDEX outgoing_newest ON outgoing (state, id)
