-- What is agreed at kick-off, measured at acceptance, and learned when one looks back.

ALTER TABLE matter ADD COLUMN scope_in TEXT;
ALTER TABLE matter ADD COLUMN scope_out TEXT;
ALTER TABLE matter ADD COLUMN rules TEXT;
ALTER TABLE matter ADD COLUMN supervising TEXT;
ALTER TABLE matter ADD COLUMN milestones TEXT;
ALTER TABLE matter ADD COLUMN criteria TEXT;
ALTER TABLE matter ADD COLUMN accepted_at TEXT;
ALTER TABLE matter ADD COLUMN retrospective_by TEXT;
ALTER TABLE matter ADD COLUMN result TEXT;
ALTER TABLE matter ADD COLUMN went_well TEXT;
ALTER TABLE matter ADD COLUMN to_improve TEXT;
ALTER TABLE matter ADD COLUMN to_standardise TEXT;
CREATE INDEX matter_by_accepted_at ON matter (accepted_at)
