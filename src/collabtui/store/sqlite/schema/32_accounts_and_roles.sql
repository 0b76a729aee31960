-- Accounts: mailboxes that mail is sent from and read in, beside the one of the configuration; a matter has one of them. Roles that
-- people were given, and who opened a matter that few may read.

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    person TEXT,
    sender TEXT NOT NULL,
    email TEXT NOT NULL,
    smtp TEXT NOT NULL,
    imap TEXT NOT NULL,
    folder TEXT NOT NULL,
    junk INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX account_by_name ON account (name);
CREATE UNIQUE INDEX account_by_email ON account (email);
CREATE INDEX account_by_person ON account (person);
CREATE INDEX account_by_withdrawn ON account (withdrawn);
ALTER TABLE matter ADD COLUMN account TEXT;
ALTER TABLE outgoing ADD COLUMN account TEXT;

CREATE TABLE role_grant (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    person TEXT NOT NULL,
    role TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE INDEX role_grant_by_person ON role_grant (person);
CREATE INDEX role_grant_by_withdrawn ON role_grant (withdrawn);
CREATE TABLE matter_reading (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    matter TEXT NOT NULL,
    person TEXT,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX matter_reading_by_matter ON matter_reading (matter)
