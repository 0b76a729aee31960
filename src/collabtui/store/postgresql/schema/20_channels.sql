-- The channels in which those who work on a matter talk.

ALTER TABLE matter ADD COLUMN channels TEXT COLLATE "C" NOT NULL DEFAULT '[]'
