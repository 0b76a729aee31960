-- While a matter is restricted, who writes by a login of his own writes before that or after it: else a record of it would stay
-- without its mark, for everybody to see. Programs of ours take turns by a lock of their own, and hold this one besides.

-- In READ COMMITTED each look of the triggers behind it is one at what was committed by then; a snapshot would show an open matter.
CREATE FUNCTION write_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_bound(current_user) THEN
        IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
            RAISE EXCEPTION 'rights by row: nothing is written in a snapshot, which knows of nothing that was restricted since'
                USING ERRCODE = '42501', HINT = 'ISOLATION LEVEL READ COMMITTED';
        END IF;
        PERFORM pg_advisory_xact_lock_shared(7165064744915828739);
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION restrict_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(7165064744915828739);
    RETURN NULL;
END
$$;
-- Before `d_of_matter` and `d_of_meeting`, by name: what they mark is then all that there is.
CREATE TRIGGER d_alone AFTER UPDATE ON matter FOR EACH ROW
    WHEN (OLD.restricted_matters IS DISTINCT FROM NEW.restricted_matters) EXECUTE FUNCTION restrict_alone();
CREATE TRIGGER d_alone AFTER UPDATE ON meeting FOR EACH ROW
    WHEN (OLD.restricted_matters IS DISTINCT FROM NEW.restricted_matters) EXECUTE FUNCTION restrict_alone();

CREATE OR REPLACE PROCEDURE guard_rows(guarded text, kind text) LANGUAGE plpgsql AS $$
DECLARE
    is_within_matters boolean := guarded IN ('matter', 'action', 'risk', 'decision', 'question', 'vote', 'meeting', 'series',
        'change', 'resource', 'matter_reading', 'sign_off', 'entry', 'minutes_version', 'report', 'outgoing', 'incoming',
        'trail', 'member');
    has_ref boolean := guarded NOT IN ('trail', 'member');
BEGIN
    EXECUTE format('ALTER TABLE %I ADD COLUMN IF NOT EXISTS restricted_matters TEXT[] COLLATE "C"', guarded);
    IF is_within_matters THEN
        EXECUTE format('CREATE TRIGGER a_in_turn BEFORE INSERT OR UPDATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION write_in_turn()', guarded);
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
    one record;
BEGIN
    FOR one IN SELECT t.tgrelid::regclass AS guarded FROM pg_trigger AS t JOIN pg_proc AS p ON p.oid = t.tgfoid
        WHERE t.tgname = 'a_restricted' AND p.proname = 'note_restriction' AND p.pronamespace = current_schema()::regnamespace LOOP
        EXECUTE format('CREATE TRIGGER a_in_turn BEFORE INSERT OR UPDATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION write_in_turn()',
            one.guarded);
    END LOOP;
    FOR one IN SELECT p.oid::regprocedure AS name FROM pg_proc AS p WHERE p.pronamespace = current_schema()::regnamespace
        AND p.proname IN ('write_in_turn', 'restrict_alone', 'guard_rows') LOOP
        EXECUTE format('ALTER ROUTINE %s SET search_path = pg_catalog, %I, pg_temp', one.name, current_schema());
        EXECUTE format('REVOKE EXECUTE ON ROUTINE %s FROM PUBLIC', one.name);
    END LOOP;
END
$$
