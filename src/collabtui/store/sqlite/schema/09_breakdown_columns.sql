-- What the breakdown of a matter says of an action beside what minutes say.

ALTER TABLE action ADD COLUMN task TEXT;
ALTER TABLE action ADD COLUMN risk TEXT;
