-- Who has checked what an action delivers is found without reading all actions.

INSERT INTO member (kind, field, value, id)
    SELECT 'action', 'checks', c.value ->> 'person', a.id
    FROM action AS a, jsonb_array_elements(a.checks::jsonb) AS c(value)
    WHERE c.value ->> 'person' IS NOT NULL
    ON CONFLICT DO NOTHING
