"""The SQL that both engines are given, full-text search too: SQLite reads it as it stands, PostgreSQL by a
translation."""
