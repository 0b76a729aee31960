-- What was said of mail servers: whose verdict on senders counts, and whose does no longer.

CREATE TABLE believed (
    id INTEGER PRIMARY KEY,
    ref TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    server TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX believed_by_server ON believed (server);
