-- How often the owners of a matter's actions are asked how they stand.

ALTER TABLE matter ADD COLUMN rhythm TEXT;
CREATE INDEX matter_by_rhythm ON matter (rhythm)
