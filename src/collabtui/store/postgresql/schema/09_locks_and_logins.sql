-- What people who enter by logins of their own could keep others from; and a check that ran beside itself.

-- It tries, and a server that reads one table with several processes lets nobody try within.
ALTER FUNCTION json_valid(text) PARALLEL UNSAFE;

-- Who may change a table as a whole may lock it; who may change each of its columns changes the same, and may not.
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
END
$$;

-- One person at his screens has seven connections each; a forgotten transaction keeps others waiting for as long as it stays.
CREATE FUNCTION limit_login() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT rolconnlimit FROM pg_roles WHERE rolname = NEW.login) = -1 THEN
        EXECUTE format('ALTER ROLE %I CONNECTION LIMIT 30', NEW.login);
    END IF;
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET idle_in_transaction_session_timeout = ''60s''', NEW.login, current_database());
    RETURN NEW;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'the connections of % are not limited: only who makes roles may do that', NEW.login;
    RETURN NEW;
END
$$;
CREATE TRIGGER limit_login AFTER INSERT OR UPDATE ON database_login FOR EACH ROW EXECUTE FUNCTION limit_login();
DO $$
BEGIN
    REVOKE EXECUTE ON FUNCTION limit_login() FROM PUBLIC;
    EXECUTE format('ALTER FUNCTION limit_login() SET search_path = pg_catalog, %I, pg_temp', current_schema());
    EXECUTE format('ALTER PROCEDURE open_to_people() SET search_path = pg_catalog, %I, pg_temp', current_schema());
    IF to_regrole(quote_ident(people_group())) IS NOT NULL AND EXISTS (SELECT 1 FROM database_login) THEN
        CALL open_to_people();
    END IF;
END
$$;

-- A day is one whatever the zone of the session: as an instant it would begin in it, and be the day before in UTC.
CREATE OR REPLACE FUNCTION date(instant text, shift text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_char(
        CASE WHEN length(instant) = 10 THEN instant::timestamp ELSE instant::timestamptz AT TIME ZONE 'UTC' END
        + shift::interval, 'YYYY-MM-DD')
$$
