-- Which event each invitation put into its reader's calendar, and which of its dates: a series can be split, and its dates then
-- go on under another UID.

ALTER TABLE series ADD COLUMN follows TEXT;
CREATE INDEX series_by_follows ON series (follows);
ALTER TABLE outgoing ADD COLUMN calendar_uid TEXT;
ALTER TABLE outgoing ADD COLUMN calendar_date TEXT;
ALTER TABLE outgoing ADD COLUMN left_out TEXT NOT NULL DEFAULT '[]';
CREATE INDEX outgoing_by_calendar_uid ON outgoing (calendar_uid);
UPDATE outgoing SET
    calendar_uid = coalesce(
        (SELECT uid FROM series WHERE ref = outgoing.series),
        (SELECT series.uid FROM meeting JOIN series ON series.ref = meeting.series WHERE meeting.ref = outgoing.meeting),
        (SELECT uid FROM meeting WHERE ref = outgoing.meeting)
    ),
    calendar_date = CASE WHEN series IS NULL THEN (SELECT occurrence FROM meeting WHERE ref = outgoing.meeting) END
WHERE kind IN ('invitation', 'update', 'cancellation')
