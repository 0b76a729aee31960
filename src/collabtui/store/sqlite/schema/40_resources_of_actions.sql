-- What a resource is needed for, and which matter comes first where two want the same.

ALTER TABLE resource ADD COLUMN action TEXT;
CREATE INDEX resource_by_action ON resource (action);
ALTER TABLE matter ADD COLUMN rank INTEGER
