-- What a record's fields held first, as a digest beside the line that it was made: the trail replays from there. And the
-- changes that the step sign_offs_withdrawn made without a line in the trail.

ALTER TABLE trail ADD COLUMN first TEXT;
INSERT INTO trail (batch, at, actor, via, ref, field, old, new)
SELECT (SELECT max(batch) FROM trail), (SELECT max(at) FROM trail), 'collabtui', 'worker', ref, 'state', said, '"withdrawn"'
FROM (SELECT sign_off.id, sign_off.ref, trail.new AS said, max(trail.id)
      FROM sign_off JOIN trail ON trail.ref = sign_off.ref AND trail.field = 'state'
      WHERE sign_off.state = 'withdrawn' GROUP BY sign_off.ref)
WHERE said = '"silent"'
ORDER BY id
