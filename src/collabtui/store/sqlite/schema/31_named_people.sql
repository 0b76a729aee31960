-- Who has checked what an action delivers is found without reading all actions.

INSERT OR IGNORE INTO member (kind, field, value, id)
    SELECT 'action', 'checks', json_extract(c.value, '$.person'), a.id FROM action AS a, json_each(a.checks) AS c
    WHERE json_extract(c.value, '$.person') IS NOT NULL
