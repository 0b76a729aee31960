-- How likely a risk is and how bad it would be, from which its level follows, and the day on which it is looked at again.

ALTER TABLE risk ADD COLUMN likelihood TEXT;
ALTER TABLE risk ADD COLUMN severity TEXT;
ALTER TABLE risk ADD COLUMN review TEXT
