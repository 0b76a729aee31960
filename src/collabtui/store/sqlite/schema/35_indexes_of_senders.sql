-- A stranger's mail answers nobody and is nobody's: it is left out of the indexes by person and by answered mail.

CREATE INDEX incoming_of_person ON incoming (person) WHERE person IS NOT NULL;
CREATE INDEX incoming_of_answers ON incoming (answers) WHERE answers IS NOT NULL;
DROP INDEX incoming_by_person;
DROP INDEX incoming_by_answers;
DROP INDEX incoming_by_person_and_writing;
CREATE INDEX incoming_by_person_and_writing ON incoming (person, written_at) WHERE person IS NOT NULL
