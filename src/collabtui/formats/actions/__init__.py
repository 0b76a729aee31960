"""Actions for other programs, one module a format, and the tables that teams keep (`task_table`)."""
