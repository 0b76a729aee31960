-- When each value of an action was said last, what of a mail was outdated, when the server took it in, and answers to
-- dates of a series that are no meetings yet. What was set before counts as said when the action was changed last.

ALTER TABLE action ADD COLUMN stated TEXT NOT NULL DEFAULT '[]';
UPDATE action SET stated = (
    SELECT json_group_array(
        json_object('value', value, 'at', updated_at, 'by', updated_by, 'via', via, 'percent', number)
    )
    FROM (
        SELECT 'due' AS value, NULL AS number UNION ALL SELECT 'status', NULL
        UNION ALL SELECT 'percent', percent WHERE status <> 'done'
    )
) WHERE updated_at > created_at AND (status <> 'not-started' OR percent > 0 OR slips > 0);
ALTER TABLE incoming ADD COLUMN arrived_at TEXT;
ALTER TABLE incoming ADD COLUMN newer TEXT NOT NULL DEFAULT '[]';
ALTER TABLE series ADD COLUMN dates_answered TEXT NOT NULL DEFAULT '[]'
