-- What one person has open, by date: read without the actions themselves, and once a person instead of once a status. Lists of a
-- department look up some tens of people.
CREATE INDEX action_open_by_owner ON action (owner, due, id) WHERE status IN ('not-started', 'in-progress', 'blocked');
