-- The tables as they were first made. Never edited once a version with them was released: a change is a new step.
--
-- One table a model (tables.py). `id` keeps the order in which things were made, and is what long lists page by.
-- Long texts stand last, so that reading the other columns does not touch the pages these overflow to; raw mail stands
-- in tables of its own, because SQLite writes a whole row again when one column of it changes.

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What is counted: refs by their prefix, and deeds (`batch`).
CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE claimed_mail (
    digest TEXT PRIMARY KEY,
    message_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Fields with many values, one row a value, so that they can be asked for.
CREATE TABLE member (
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (kind, field, value, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE trail (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    via TEXT NOT NULL,
    ref TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT
) STRICT;
CREATE INDEX trail_by_ref ON trail (ref);
CREATE INDEX trail_by_batch ON trail (batch);
CREATE INDEX trail_by_via ON trail (via);

CREATE TABLE department (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    contact TEXT
) STRICT;
CREATE UNIQUE INDEX department_by_name ON department (name);
CREATE VIRTUAL TABLE department_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    aliases TEXT NOT NULL,
    department TEXT NOT NULL,
    title TEXT NOT NULL,
    locale TEXT NOT NULL,
    timezone TEXT NOT NULL,
    head INTEGER NOT NULL,
    bounced_at TEXT,
    bounce_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX person_by_email ON person (email);
CREATE INDEX person_by_name ON person (name);
CREATE INDEX person_by_department ON person (department);
CREATE INDEX person_by_head ON person (head);
CREATE VIRTUAL TABLE person_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE matter (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    initiator TEXT NOT NULL,
    lead TEXT NOT NULL,
    background TEXT NOT NULL,
    goal TEXT NOT NULL,
    wanted TEXT,
    contacts TEXT NOT NULL,
    step TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX matter_by_title ON matter (title);
CREATE INDEX matter_by_step ON matter (step);
CREATE VIRTUAL TABLE matter_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE risk (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    level TEXT NOT NULL,
    impact TEXT NOT NULL,
    answer TEXT NOT NULL,
    standby TEXT NOT NULL,
    owner TEXT,
    meeting TEXT,
    matter TEXT,
    slot INTEGER,
    raised_at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE INDEX risk_by_owner ON risk (owner);
CREATE INDEX risk_by_meeting ON risk (meeting);
CREATE INDEX risk_by_matter ON risk (matter);
CREATE INDEX risk_by_state ON risk (state);
CREATE VIRTUAL TABLE risk_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT NOT NULL,
    timezone TEXT NOT NULL,
    place TEXT NOT NULL,
    matter TEXT,
    state TEXT NOT NULL,
    goal TEXT NOT NULL,
    questions TEXT NOT NULL,
    material TEXT NOT NULL,
    slots TEXT NOT NULL,
    participants TEXT NOT NULL,
    uid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    invited_at TEXT,
    invited_as TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    running_slot INTEGER,
    minutes_version INTEGER NOT NULL,
    minutes_said TEXT NOT NULL,
    published_at TEXT
) STRICT;
CREATE UNIQUE INDEX meeting_by_uid ON meeting (uid);
CREATE INDEX meeting_by_state ON meeting (state, start);
CREATE INDEX meeting_by_start ON meeting (start);
CREATE INDEX meeting_by_matter ON meeting (matter);
CREATE VIRTUAL TABLE meeting_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    meeting TEXT NOT NULL,
    slot INTEGER,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    line TEXT NOT NULL,
    text TEXT NOT NULL,
    thing TEXT,
    who TEXT NOT NULL,
    "by" TEXT NOT NULL,
    undone INTEGER NOT NULL
) STRICT;
CREATE INDEX entry_by_meeting ON entry (meeting);
CREATE INDEX entry_by_thing ON entry (thing);
CREATE VIRTUAL TABLE entry_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    meeting TEXT NOT NULL,
    matter TEXT,
    slot INTEGER,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX decision_by_meeting ON decision (meeting);
CREATE INDEX decision_by_matter ON decision (matter);
CREATE VIRTUAL TABLE decision_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    meeting TEXT NOT NULL,
    matter TEXT,
    slot INTEGER,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT;
CREATE INDEX question_by_meeting ON question (meeting);
CREATE INDEX question_by_matter ON question (matter);
CREATE INDEX question_by_state ON question (state);
CREATE VIRTUAL TABLE question_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE sign_off (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    meeting TEXT NOT NULL,
    minutes_version INTEGER NOT NULL,
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT,
    deadline TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX sign_off_by_meeting ON sign_off (meeting, minutes_version, person);
CREATE INDEX sign_off_by_person ON sign_off (person);
CREATE INDEX sign_off_by_state ON sign_off (state, deadline);

CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    owner TEXT,
    collaborators TEXT NOT NULL,
    due TEXT,
    original_due TEXT,
    planned_start TEXT,
    status TEXT NOT NULL,
    percent INTEGER NOT NULL,
    deliverable TEXT NOT NULL,
    matter TEXT,
    meeting TEXT,
    slot INTEGER,
    depends_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    slips INTEGER NOT NULL,
    accepted_at TEXT,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    via TEXT NOT NULL
) STRICT;
CREATE INDEX action_by_owner ON action (owner, status, due);
CREATE INDEX action_by_status ON action (status, due);
CREATE INDEX action_by_due ON action (due);
CREATE INDEX action_by_matter ON action (matter, status, due);
CREATE INDEX action_by_meeting ON action (meeting);
-- The lists of what is open, in order of their dates, read nothing but this index.
CREATE INDEX action_open ON action (due, id, status) WHERE status IN ('not-started', 'in-progress', 'blocked');
CREATE VIRTUAL TABLE action_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE outgoing (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    person TEXT NOT NULL,
    "to" TEXT NOT NULL,
    subject TEXT NOT NULL,
    message_id TEXT NOT NULL,
    token TEXT NOT NULL,
    code TEXT NOT NULL,
    meeting TEXT,
    minutes_version INTEGER,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    last_error TEXT NOT NULL,
    not_before TEXT,
    queued_at TEXT NOT NULL,
    sent_at TEXT,
    automatic INTEGER NOT NULL,
    items TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE outgoing_raw (
    id INTEGER PRIMARY KEY,
    raw BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX outgoing_by_key ON outgoing (key);
CREATE UNIQUE INDEX outgoing_by_message_id ON outgoing (message_id);
CREATE INDEX outgoing_by_state ON outgoing (state, not_before);
CREATE INDEX outgoing_by_person ON outgoing (person);
CREATE INDEX outgoing_by_meeting ON outgoing (meeting);
CREATE INDEX outgoing_by_token ON outgoing (token);
CREATE INDEX outgoing_by_code ON outgoing (code);
CREATE INDEX outgoing_by_to ON outgoing ("to");

CREATE TABLE incoming (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    message_id TEXT NOT NULL,
    digest TEXT NOT NULL,
    received_at TEXT NOT NULL,
    written_at TEXT NOT NULL,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    person TEXT,
    answers TEXT,
    trust TEXT NOT NULL,
    kind TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    sign_off TEXT,
    rsvp TEXT,
    updates TEXT NOT NULL,
    requests TEXT NOT NULL,
    answer TEXT,
    understanding TEXT,
    new_text TEXT,
    junk INTEGER NOT NULL,
    read_in INTEGER NOT NULL
) STRICT;
CREATE TABLE incoming_raw (
    id INTEGER PRIMARY KEY,
    raw BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX incoming_by_digest ON incoming (digest);
CREATE INDEX incoming_by_message_id ON incoming (message_id);
CREATE INDEX incoming_by_state ON incoming (state);
CREATE INDEX incoming_by_person ON incoming (person);
CREATE INDEX incoming_by_sender ON incoming (sender);
CREATE INDEX incoming_by_answers ON incoming (answers);
CREATE VIRTUAL TABLE incoming_text USING fts5 (text, columnsize = 0, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE taught (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    word TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX taught_by_word ON taught (word);

CREATE TABLE cursor (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    uidvalidity INTEGER NOT NULL,
    last_uid INTEGER NOT NULL
) STRICT;

CREATE TABLE reminded (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    outgoing TEXT NOT NULL
) STRICT;
