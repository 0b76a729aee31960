"""The SQL that both engines are given: SQLite reads it as it stands, PostgreSQL by a translation."""
