-- Whoever was asked by minutes that were taken back was kept as silent, which is consent. He was never asked.

UPDATE sign_off SET state = 'withdrawn'
WHERE state = 'silent'
  AND minutes_version > (SELECT meeting.minutes_version FROM meeting WHERE meeting.ref = sign_off.meeting);
