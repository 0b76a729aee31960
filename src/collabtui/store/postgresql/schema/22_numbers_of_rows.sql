-- A row is sealed with its number, which who enters by a login of his own asks the sequence for, and cannot draw.

CREATE OR REPLACE PROCEDURE open_to_people() LANGUAGE plpgsql AS $$
DECLARE
    named text;
    written text;
    people text := quote_ident(people_group());
    home name := (SELECT relnamespace::regnamespace FROM pg_class WHERE oid = 'database_login'::regclass);
BEGIN
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', home);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %s', home, people);
    FOR named, written IN
        SELECT t.tablename, string_agg(quote_ident(a.attname), ', ') FROM pg_tables AS t
        JOIN pg_attribute AS a ON a.attrelid = format('%I.%I', t.schemaname, t.tablename)::regclass AND a.attnum > 0 AND NOT a.attisdropped
        WHERE t.schemaname = home AND t.rowsecurity GROUP BY t.tablename LOOP
        EXECUTE format('GRANT SELECT, INSERT ON %I TO %s', named, people);
        EXECUTE format('REVOKE UPDATE ON %I FROM %s', named, people);
        IF named NOT IN ('trail', 'member', 'cursor') THEN
            EXECUTE format('GRANT UPDATE (%s) ON %I TO %s', written, named, people);
        END IF;
    END LOOP;
    FOR named IN SELECT tablename FROM pg_tables WHERE schemaname = home AND (tablename LIKE '%\_text' OR tablename = 'member') LOOP
        EXECUTE format('GRANT DELETE ON %I TO %s', named, people);
    END LOOP;
    EXECUTE format('REVOKE INSERT ON cursor FROM %s', people);
    EXECUTE format('GRANT SELECT ON schema_step, lease, counter, batch TO %s', people);
    EXECUTE format('GRANT INSERT ON batch, counter, claimed_mail TO %s', people);
    EXECUTE format('REVOKE UPDATE ON counter FROM %s', people);
    EXECUTE format('GRANT UPDATE (value) ON counter TO %s', people);
    EXECUTE format('GRANT SELECT (digest) ON claimed_mail TO %s', people);
    FOR named IN SELECT sequencename FROM pg_sequences WHERE schemaname = home AND sequencename LIKE 'ref\_%' LOOP
        EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %I TO %s', named, people);
    END LOOP;
    FOR named IN SELECT sequencename FROM pg_sequences WHERE schemaname = home AND sequencename LIKE '%\_id\_seq' LOOP
        EXECUTE format('GRANT SELECT ON SEQUENCE %I TO %s', named, people);
    END LOOP;
END
$$;
DO $$
BEGIN
    EXECUTE format('ALTER PROCEDURE open_to_people() SET search_path = pg_catalog, %I, pg_temp', current_schema());
    IF to_regrole(quote_ident(people_group())) IS NOT NULL AND EXISTS (SELECT 1 FROM database_login) THEN
        CALL open_to_people();
    END IF;
END
$$
