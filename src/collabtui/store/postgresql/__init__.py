"""The store on PostgreSQL: all that is this engine's own. `postgresql_store` is the door; psycopg is imported nowhere
else."""
