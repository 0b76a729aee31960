-- Rights by row, after they were attacked; and plans that are not compiled.

-- A list over all matters is guessed to cost much, and compiling it takes seconds where running it takes milliseconds. Whoever
-- does not own the database leaves it as it is: docs/operations.md.
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
EXCEPTION WHEN insufficient_privilege THEN
    NULL;
END
$$;

-- Whether a record that is being made has numbers that were drawn: one of the future would stop all who come to it.
CREATE FUNCTION is_drawn(named text, record_ref text, identity bigint) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    numbers regclass := to_regclass('ref_' || named);
    is_drawn_ref boolean := TRUE;
    is_drawn_id boolean;
BEGIN
    IF numbers IS NOT NULL THEN
        EXECUTE format('SELECT coalesce($1 <= last_value, FALSE) FROM %s', numbers) INTO is_drawn_ref
            USING substring(record_ref, '^[A-Z]+([0-9]+)$')::numeric;
    END IF;
    EXECUTE format('SELECT $1 <= last_value FROM %s', pg_get_serial_sequence(quote_ident(named), 'id')) INTO is_drawn_id USING identity;
    RETURN is_drawn_ref AND is_drawn_id;
END
$$;
CREATE FUNCTION refuse_last_administrator(goes text) RETURNS void LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM role_grant WHERE person = goes AND role = 'administrator' AND NOT withdrawn)
        AND NOT EXISTS (SELECT 1 FROM role_grant JOIN person ON person.ref = role_grant.person WHERE role = 'administrator'
            AND NOT withdrawn AND person.ref <> goes AND left_at IS NULL AND merged_into IS NULL) THEN
        PERFORM refuse('last administrator', goes);
    END IF;
END
$$;
CREATE OR REPLACE FUNCTION guard_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind text := TG_ARGV[0];
    before record;
    restricted text[];
    own_department text;
    is_own boolean;
BEGIN
    IF NOT is_bound(current_user) THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        before := OLD;
        restricted := all_of(OLD.restricted_matters, NEW.restricted_matters);
        IF OLD.ref <> NEW.ref OR OLD.id <> NEW.id THEN
            RAISE EXCEPTION 'rights by row: the name of a record stays (%)', OLD.ref USING ERRCODE = '42501';
        END IF;
    ELSE
        before := NEW;
        restricted := NEW.restricted_matters;
        IF NOT is_drawn(TG_TABLE_NAME, NEW.ref, NEW.id) THEN
            PERFORM refuse('number', NEW.ref);
        END IF;
    END IF;
    SELECT department INTO own_department FROM person WHERE ref = own_person();
    CASE TG_TABLE_NAME
        WHEN 'matter' THEN
            is_own := before.lead = own_department;
            IF TG_OP = 'UPDATE' THEN
                IF (OLD.confidential, OLD.readers, OLD.account) IS DISTINCT FROM (NEW.confidential, NEW.readers, NEW.account) THEN
                    IF NOT may_change('access', restricted, FALSE) THEN PERFORM refuse('access', before.ref); END IF;
                END IF;
                IF to_jsonb(OLD) - '{confidential,readers,account,version,restricted_matters}'::text[]
                    <> to_jsonb(NEW) - '{confidential,readers,account,version,restricted_matters}'::text[] THEN
                    IF NOT may_change('matter', restricted, coalesce(is_own AND own_department <> '', FALSE)) THEN
                        PERFORM refuse('matter', before.ref);
                    END IF;
                END IF;
                RETURN NEW;
            END IF;
        WHEN 'meeting' THEN
            IF TG_OP = 'UPDATE' AND (OLD.state IN ('running', 'recorded', 'published', 'signed')
                OR NEW.state IN ('running', 'recorded', 'published', 'signed')) THEN
                kind := 'record';
            END IF;
        WHEN 'person' THEN
            -- what a head may do goes by his own department: he takes no other one by moving there
            is_own := before.department = own_department
                AND NOT (NEW.ref = own_person() AND NEW.department IS DISTINCT FROM before.department);
            IF NEW.left_at IS NOT NULL OR NEW.merged_into IS NOT NULL THEN
                PERFORM refuse_last_administrator(NEW.ref);
            END IF;
        WHEN 'resource' THEN is_own := before.department = own_department;
        WHEN 'change' THEN is_own := before.departments::jsonb ? own_department;
        WHEN 'action', 'risk' THEN is_own := EXISTS (
            SELECT 1 FROM person WHERE person.ref = before.owner AND person.department = own_department);
        WHEN 'matter_reading' THEN
            IF TG_OP = 'UPDATE' OR NEW.person IS DISTINCT FROM own_person() THEN
                PERFORM refuse('reading', before.ref);
            END IF;
        ELSE NULL;
    END CASE;
    is_own := coalesce(is_own AND own_department <> '', FALSE);
    IF may_change(kind, restricted, is_own) THEN
        RETURN NEW;
    END IF;
    -- what comes by mail has the rights of its sender, so nobody makes up that it came
    IF (kind = 'mail' AND NOT (TG_TABLE_NAME = 'incoming' AND TG_OP = 'INSERT') OR kind = 'people' AND TG_OP = 'INSERT')
        AND may_change('own', restricted, FALSE) THEN
        PERFORM note_following();
        RETURN NEW;
    END IF;
    PERFORM refuse(kind, before.ref);
END
$$;

-- What stands beside a record (its words, its letter as bytes, whom it names) is written with it, and not by itself: who may not
-- change a mail does not change its letter either.
CREATE FUNCTION guard_beside() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    beside record := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    named text := TG_ARGV[0];
    identity bigint;
    is_written boolean;
BEGIN
    IF NOT is_bound(current_user) THEN
        RETURN beside;
    END IF;
    CASE TG_ARGV[1]
        WHEN 'rowid' THEN identity := beside.rowid;
        ELSE identity := beside.id;
    END CASE;
    IF named = 'member' THEN
        named := beside.kind;
    END IF;
    EXECUTE format('SELECT xmin = pg_current_xact_id()::xid FROM %I WHERE id = $1', named) INTO is_written USING identity;
    IF is_written IS NOT TRUE THEN
        PERFORM refuse('beside', named);
    END IF;
    RETURN beside;
END
$$;
CREATE TRIGGER b_guarded BEFORE INSERT OR UPDATE OR DELETE ON member FOR EACH ROW EXECUTE FUNCTION guard_beside('member', 'id');
CREATE TRIGGER b_guarded BEFORE INSERT OR UPDATE OR DELETE ON outgoing_raw FOR EACH ROW EXECUTE FUNCTION guard_beside('outgoing', 'id');
CREATE TRIGGER b_guarded BEFORE INSERT OR UPDATE OR DELETE ON incoming_raw FOR EACH ROW EXECUTE FUNCTION guard_beside('incoming', 'id');
DO $$
DECLARE
    named text;
BEGIN
    FOREACH named IN ARRAY ARRAY['person', 'department', 'matter', 'risk', 'meeting', 'entry', 'decision', 'question', 'change', 'vote',
        'resource', 'action', 'incoming'] LOOP
        EXECUTE format('CREATE TRIGGER b_guarded BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW '
            'EXECUTE FUNCTION guard_beside(%L, ''rowid'')', named || '_text', named);
    END LOOP;
    -- that somebody was reminded, and that a mail could not be fetched, follows from mails
    FOREACH named IN ARRAY ARRAY['reminded', 'unfetched'] LOOP
        EXECUTE format('DROP TRIGGER b_guarded ON %I', named);
        EXECUTE format('CREATE TRIGGER b_guarded BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION guard_change(''mail'')', named);
    END LOOP;
END
$$;

-- An administrator who is not among the people of a matter restricts it: until the end of that transaction, in which the trail and
-- what belongs to it are written, it is his to see. Of one that is restricted already he sees nothing.
CREATE FUNCTION begin_to_restrict(of_matter text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM 1 FROM matter WHERE ref = of_matter AND confidential IS NOT TRUE FOR UPDATE;
    IF NOT FOUND OR NOT may_change('access', NULL, FALSE) THEN
        RETURN FALSE;
    END IF;
    INSERT INTO written_meanwhile (transaction, what) VALUES (pg_current_xact_id(), 'restricts ' || of_matter) ON CONFLICT DO NOTHING;
    RETURN TRUE;
END
$$;
CREATE OR REPLACE FUNCTION own_restricted_matters() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    who text := own_person();
BEGIN
    IF roles_count() THEN
        RETURN (SELECT coalesce(array_agg(matter), '{}') FROM (
            SELECT matter FROM restricted_reader WHERE person = who
            UNION SELECT substr(what, 11) FROM written_meanwhile
                WHERE transaction = pg_current_xact_id_if_assigned() AND what LIKE 'restricts %') AS own);
    END IF;
    RETURN (SELECT coalesce(array_agg(ref), '{}') FROM matter WHERE confidential);
END
$$;
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT p.oid::regprocedure AS name, p.proname FROM pg_proc AS p WHERE p.pronamespace = current_schema()::regnamespace
        AND p.proname IN ('is_drawn', 'refuse_last_administrator', 'guard_change', 'guard_beside', 'begin_to_restrict',
            'own_restricted_matters') LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = pg_catalog, %I, pg_temp', one.name, current_schema());
        IF one.proname IN ('guard_change', 'guard_beside') THEN
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', one.name);
        END IF;
    END LOOP;
END
$$
