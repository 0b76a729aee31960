-- What people who enter by logins of their own could reach beside their rows: functions of ours that put a name together and ran what
-- they found, the trail, marks of mails, counters, temporary tables.

-- The schema of our tables. Others, a session's own temporary one among them, have tables of the same names.
CREATE FUNCTION home_schema() RETURNS name LANGUAGE sql STABLE AS $$
    SELECT relnamespace::regnamespace::name FROM pg_class WHERE oid = 'database_login'::regclass
$$;
CREATE OR REPLACE FUNCTION found(kind text, expression text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    IF may_look() THEN
        RETURN QUERY EXECUTE format(
            'SELECT rowid FROM %I.%I WHERE %I @@ $1 AND (restricted_matters IS NULL OR restricted_matters <@ $2)',
            home_schema(), kind || '_text', kind || '_words') USING words_query(expression), own_restricted_matters();
    END IF;
END
$$;
CREATE OR REPLACE FUNCTION is_drawn(named text, record_ref text, identity bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    numbers text := format('%I.%I', home_schema(), 'ref_' || named);
    is_drawn_ref boolean := TRUE;
    is_drawn_id boolean;
BEGIN
    IF to_regclass(numbers) IS NOT NULL THEN
        EXECUTE format('SELECT coalesce($1 <= last_value, FALSE) FROM %s', numbers) INTO is_drawn_ref
            USING substring(record_ref, '^[A-Z]+([0-9]+)$')::numeric;
    END IF;
    EXECUTE format('SELECT $1 <= last_value FROM %s', pg_get_serial_sequence(format('%I.%I', home_schema(), named), 'id'))
        INTO is_drawn_id USING identity;
    RETURN is_drawn_ref AND is_drawn_id;
END
$$;

-- The trail says what was written, and an undo goes by it: of a login each line is about a field that it has written in this
-- transaction.
CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF is_bound(session_user) THEN
        INSERT INTO written_meanwhile (transaction, what)
            SELECT pg_current_xact_id(), 'wrote ' || NEW.ref || ' ' || field FROM (
                SELECT '' AS field WHERE TG_OP = 'INSERT'
                UNION ALL SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after
                    JOIN jsonb_each(to_jsonb(OLD)) AS before ON before.key = after.key
                    WHERE TG_OP = 'UPDATE' AND after.value <> before.value) AS written
            ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION is_written(record_ref text, field text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT EXISTS (SELECT 1 FROM written_meanwhile
        WHERE transaction = pg_current_xact_id_if_assigned() AND what = 'wrote ' || record_ref || ' ' || field)
$$;
CREATE OR REPLACE FUNCTION guard_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_bound(current_user) THEN
        CASE TG_TABLE_NAME
            WHEN 'batch' THEN
                IF NEW.number = currval('ref_batch') THEN RETURN NEW; END IF;
            WHEN 'trail' THEN
                IF NOT is_written(NEW.ref, NEW.field) THEN PERFORM refuse('trail', NEW.ref); END IF;
                IF NEW.batch = currval('ref_batch') THEN RETURN NEW; END IF;
            WHEN 'counter' THEN
                -- of matters, by who may make one; workers count their leases beside
                IF NEW.name !~ '^X-[0-9]{4}-$' OR NOT may_change('matter', NULL, TRUE) THEN PERFORM refuse('number', NEW.name); END IF;
                IF TG_OP = 'INSERT' AND NEW.value = 1 THEN RETURN NEW; END IF;
                IF TG_OP = 'UPDATE' AND NEW.name = OLD.name AND NEW.value = OLD.value + 1 THEN RETURN NEW; END IF;
            -- a mail whose mark is there counts as read
            WHEN 'claimed_mail' THEN
                IF may_change('mail', NULL, FALSE) THEN RETURN NEW; END IF;
                PERFORM refuse('mail', NEW.message_id);
        END CASE;
        RAISE EXCEPTION 'rights by row: a number is the next one' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER guard_number BEFORE INSERT ON claimed_mail FOR EACH ROW EXECUTE FUNCTION guard_number();

CREATE OR REPLACE PROCEDURE guard_rows(guarded text, kind text) LANGUAGE plpgsql AS $$
DECLARE
    is_within_matters boolean := guarded IN ('matter', 'action', 'risk', 'decision', 'question', 'vote', 'meeting', 'series',
        'change', 'resource', 'matter_reading', 'sign_off', 'entry', 'minutes_version', 'report', 'outgoing', 'incoming',
        'trail', 'member');
    has_ref boolean := guarded NOT IN ('trail', 'member');
BEGIN
    EXECUTE format('ALTER TABLE %I ADD COLUMN IF NOT EXISTS restricted_matters TEXT[] COLLATE "C"', guarded);
    IF is_within_matters THEN
        EXECUTE format('CREATE TRIGGER a_restricted BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION note_restriction()', guarded);
    END IF;
    IF has_ref THEN
        EXECUTE format('CREATE TRIGGER b_guarded BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION guard_change(%L)', guarded, kind);
        EXECUTE format('CREATE TRIGGER f_written AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION note_written()', guarded);
    END IF;
    IF kind IN ('matter', 'plan', 'record', 'action', 'settings', 'access') THEN
        EXECUTE format('CREATE TRIGGER e_cause AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION note_cause()', guarded);
    ELSIF kind = 'people' THEN
        EXECUTE format('CREATE TRIGGER e_cause AFTER UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION note_cause()', guarded);
    END IF;
    IF is_within_matters AND has_ref THEN
        EXECUTE format('CREATE TRIGGER c_beside AFTER UPDATE ON %I FOR EACH ROW '
            'WHEN (OLD.restricted_matters IS DISTINCT FROM NEW.restricted_matters) EXECUTE FUNCTION restrict_beside()', guarded);
    END IF;
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', guarded);
    EXECUTE format('CREATE POLICY within_rights ON %I USING (%s)', guarded, rule_of_rows(guarded));
END
$$;
DO $$
DECLARE
    guarded regclass;
BEGIN
    FOR guarded IN SELECT t.tgrelid FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
        WHERE t.tgname = 'b_guarded' AND p.proname = 'guard_change' AND p.pronamespace = current_schema()::regnamespace LOOP
        EXECUTE format('CREATE TRIGGER f_written AFTER INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION note_written()', guarded);
    END LOOP;
END
$$;

-- Nobody's login needs temporary tables, which have no limit, and views of his own would stand in them.
CREATE OR REPLACE PROCEDURE let_in(role_name text, address text) LANGUAGE plpgsql AS $$
DECLARE
    role pg_roles;
    who text;
BEGIN
    SELECT * INTO role FROM pg_roles WHERE rolname = role_name;
    IF role IS NULL THEN
        RAISE EXCEPTION 'there is no role %', role_name USING HINT = format('CREATE ROLE %I LOGIN IN ROLE %I', role_name, people_group());
    END IF;
    IF role.rolsuper OR role.rolbypassrls OR role.rolcreaterole
        OR (SELECT pg_has_role(role_name, relowner, 'MEMBER') FROM pg_class WHERE oid = 'database_login'::regclass) THEN
        RAISE EXCEPTION 'no rights by row would hold for %', role_name
            USING HINT = 'It is a superuser, passes policies by, makes roles, or is a member of the owner of the tables.';
    END IF;
    IF to_regrole(quote_ident(people_group())) IS NULL OR NOT pg_has_role(role_name, people_group(), 'MEMBER') THEN
        RAISE EXCEPTION '% is not a member of %', role_name, people_group()
            USING HINT = format('CREATE ROLE %I NOLOGIN; GRANT %I TO %I', people_group(), people_group(), role_name);
    END IF;
    SELECT ref INTO who FROM person WHERE email = lower(address) AND left_at IS NULL AND merged_into IS NULL;
    IF who IS NULL THEN
        RAISE EXCEPTION 'nobody here has the address %', address;
    END IF;
    CALL open_to_people();
    CALL refuse_temporary_tables();
    INSERT INTO database_login (login, person) VALUES (role_name, who)
        ON CONFLICT (login) DO UPDATE SET person = excluded.person, at = now();
END
$$;
-- Who does not own the database changes nothing by this, and is warned by the server.
CREATE PROCEDURE refuse_temporary_tables() LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(),
        (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'database_login'::regclass));
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'temporary tables stay allowed: only who owns the database may do that';
END
$$;
DO $$
DECLARE
    one record;
    said text;
BEGIN
    FOR one IN SELECT p.oid::regprocedure AS name, p.prokind, p.proname, p.prorettype = 'trigger'::regtype AS is_trigger
        FROM pg_proc AS p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname IN (
            'home_schema', 'found', 'is_drawn', 'note_written', 'is_written', 'guard_number', 'guard_rows', 'let_in',
            'refuse_temporary_tables') LOOP
        said := CASE one.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || one.name;
        EXECUTE format('ALTER %s SET search_path = pg_catalog, %I, pg_temp', said, current_schema());
        IF one.is_trigger OR one.prokind = 'p' THEN
            EXECUTE format('REVOKE EXECUTE ON %s FROM PUBLIC', said);
        END IF;
    END LOOP;
    IF EXISTS (SELECT 1 FROM database_login) THEN
        CALL refuse_temporary_tables();
    END IF;
END
$$
