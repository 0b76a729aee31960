-- How somebody is telephoned, who stands in, and from when to when somebody is away.

ALTER TABLE person ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN deputy TEXT;
ALTER TABLE person ADD COLUMN away_from TEXT;
ALTER TABLE person ADD COLUMN away_until TEXT;
ALTER TABLE person ADD COLUMN away_deputy TEXT
