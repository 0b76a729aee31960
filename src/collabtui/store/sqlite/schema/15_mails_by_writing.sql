-- When a person wrote his mails: how many there are in an hour is asked for each one.

CREATE INDEX incoming_by_person_and_writing ON incoming (person, written_at)
