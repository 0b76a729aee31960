-- Who turned out to be somebody else in the book.

ALTER TABLE person ADD COLUMN merged_into TEXT;
CREATE INDEX person_by_merged_into ON person (merged_into);
