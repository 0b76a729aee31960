-- A matter that was taken back: in no list any more, and nothing belongs to it.

ALTER TABLE matter ADD COLUMN withdrawn INTEGER
