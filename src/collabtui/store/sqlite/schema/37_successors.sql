-- Who took over from one who left.

ALTER TABLE person ADD COLUMN successor TEXT
