-- Rights by row: who enters by a login of his own is shown no row of a restricted matter that he may not open, and writes what
-- his roles allow. docs/adr/0015 has why. Who owns the tables, or is a superuser, is bound by nothing: the workers, and a home
-- where all share one login.
--
-- A later step that makes a table of records says for it `guard_rows`, and for one beside it `guard_rows_beside`.

CREATE TABLE database_login (
    login TEXT COLLATE "C" PRIMARY KEY,
    person TEXT COLLATE "C" NOT NULL,
    at TIMESTAMPTZ NOT NULL DEFAULT now()
);
-- Who may open a restricted matter, kept from the matter and its account alone: nobody writes here.
CREATE TABLE restricted_reader (
    person TEXT COLLATE "C" NOT NULL,
    matter TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person, matter)
);
-- What a transaction under way has written so far: what only follows from others needs a cause. Empty between transactions.
CREATE UNLOGGED TABLE written_meanwhile (
    transaction XID8 NOT NULL,
    what TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (transaction, what)
);

-- Who is there. `session_user` is who has logged in, whatever role was set since.

CREATE FUNCTION is_bound(role_name name) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN role_name <> current_user AND NOT pg_has_role(role_name, current_user, 'USAGE');
END
$$;
CREATE FUNCTION own_person() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN (SELECT person.ref FROM database_login JOIN person ON person.ref = database_login.person
        WHERE login = session_user AND left_at IS NULL AND merged_into IS NULL);
END
$$;
CREATE FUNCTION roles_count() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM role_grant WHERE NOT withdrawn);
END
$$;
-- With a role, or while none was given to anybody.
CREATE FUNCTION may_look() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    who text := own_person();
BEGIN
    RETURN who IS NOT NULL AND (EXISTS (SELECT 1 FROM role_grant WHERE person = who AND NOT withdrawn) OR NOT roles_count());
END
$$;
CREATE FUNCTION own_restricted_matters() RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    who text := own_person();
BEGIN
    IF roles_count() THEN
        RETURN (SELECT coalesce(array_agg(matter), '{}') FROM restricted_reader WHERE person = who);
    END IF;
    RETURN (SELECT coalesce(array_agg(ref), '{}') FROM matter WHERE confidential);
END
$$;

-- What belongs to which restricted matter: the rule of `record_relation.matters_of`, and the mails and papers that name what is in one.

CREATE FUNCTION restricted_by(of_matter text, of_meeting text) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    IF of_matter IS NULL AND of_meeting IS NOT NULL THEN
        SELECT matter INTO of_matter FROM meeting WHERE ref = of_meeting;
    END IF;
    IF of_matter IS NULL THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT ARRAY[ref] FROM matter WHERE ref = of_matter AND confidential);
END
$$;
CREATE FUNCTION restricted_of(record_ref text) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    CASE substring(record_ref, '^(X-|[A-Z]+)[0-9]')
        WHEN 'X-' THEN RETURN (SELECT restricted_matters FROM matter WHERE ref = record_ref);
        WHEN 'A' THEN RETURN (SELECT restricted_matters FROM action WHERE ref = record_ref);
        WHEN 'M' THEN RETURN (SELECT restricted_matters FROM meeting WHERE ref = record_ref);
        WHEN 'SER' THEN RETURN (SELECT restricted_matters FROM series WHERE ref = record_ref);
        WHEN 'E' THEN RETURN (SELECT restricted_matters FROM entry WHERE ref = record_ref);
        WHEN 'D' THEN RETURN (SELECT restricted_matters FROM decision WHERE ref = record_ref);
        WHEN 'Q' THEN RETURN (SELECT restricted_matters FROM question WHERE ref = record_ref);
        WHEN 'S' THEN RETURN (SELECT restricted_matters FROM sign_off WHERE ref = record_ref);
        WHEN 'VOTE' THEN RETURN (SELECT restricted_matters FROM vote WHERE ref = record_ref);
        WHEN 'V' THEN RETURN (SELECT restricted_matters FROM minutes_version WHERE ref = record_ref);
        WHEN 'R' THEN RETURN (SELECT restricted_matters FROM risk WHERE ref = record_ref);
        WHEN 'C' THEN RETURN (SELECT restricted_matters FROM change WHERE ref = record_ref);
        WHEN 'RES' THEN RETURN (SELECT restricted_matters FROM resource WHERE ref = record_ref);
        WHEN 'O' THEN RETURN (SELECT restricted_matters FROM outgoing WHERE ref = record_ref);
        WHEN 'I' THEN RETURN (SELECT restricted_matters FROM incoming WHERE ref = record_ref);
        WHEN 'REP' THEN RETURN (SELECT restricted_matters FROM report WHERE ref = record_ref);
        WHEN 'READ' THEN RETURN (SELECT restricted_matters FROM matter_reading WHERE ref = record_ref);
        ELSE RETURN NULL;
    END CASE;
END
$$;
-- Of all records that are named anywhere in a text.
CREATE FUNCTION restricted_within(words text) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM matter WHERE confidential) THEN
        RETURN NULL;
    END IF;
    RETURN (SELECT array_agg(DISTINCT one) FROM (
        SELECT DISTINCT named[1] AS ref
        FROM regexp_matches(words, '(?<![A-Za-z0-9])(X-[0-9]{4}-[0-9]+|(?:A|M|SER|E|D|Q|S|VOTE|R|C|RES|V)[0-9]+)(?![0-9])', 'g') AS named
    ) AS each, unnest(restricted_of(each.ref)) AS one);
END
$$;
CREATE FUNCTION all_of(these text[], those text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT one) FROM unnest(these || those) AS one
$$;
CREATE FUNCTION note_restriction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    CASE TG_TABLE_NAME
        WHEN 'matter' THEN NEW.restricted_matters := CASE WHEN NEW.confidential THEN ARRAY[NEW.ref] END;
        WHEN 'action', 'risk', 'decision', 'question', 'vote' THEN
            NEW.restricted_matters := restricted_by(NEW.matter, NEW.meeting);
        WHEN 'meeting', 'series', 'change', 'resource', 'matter_reading' THEN
            NEW.restricted_matters := restricted_by(NEW.matter, NULL);
        WHEN 'sign_off' THEN NEW.restricted_matters := restricted_by(NULL, NEW.meeting);
        WHEN 'entry' THEN
            NEW.restricted_matters := all_of(restricted_by(NULL, NEW.meeting), restricted_of(NEW.thing));
        WHEN 'minutes_version' THEN
            NEW.restricted_matters := all_of(restricted_by(NULL, NEW.meeting), restricted_within(NEW.lines));
        WHEN 'report' THEN
            NEW.restricted_matters := all_of(restricted_by(NEW.matter, NULL), restricted_within(NEW.content));
        WHEN 'outgoing' THEN
            NEW.restricted_matters := all_of(
                restricted_by(NEW.matter, NEW.meeting),
                restricted_within(concat_ws(' ', NEW.meeting, NEW.series, NEW.change, NEW.key, NEW.progress_of,
                    NEW.items, NEW.asked_back, NEW.subject, NEW.text, NEW.own_words)));
        WHEN 'incoming' THEN
            NEW.restricted_matters := all_of(
                restricted_of(NEW.answers),
                restricted_within(concat_ws(' ', NEW.subject, NEW.new_text, NEW.updates, NEW.requests, NEW.newer,
                    NEW.understanding, NEW.answer)));
        WHEN 'trail' THEN
            NEW.restricted_matters := restricted_of(NEW.ref);
            NEW.login := CASE WHEN is_bound(session_user) THEN session_user END;
        WHEN 'member' THEN
            CASE NEW.kind
                WHEN 'action' THEN NEW.restricted_matters := (SELECT restricted_matters FROM action WHERE id = NEW.id);
                WHEN 'meeting' THEN NEW.restricted_matters := (SELECT restricted_matters FROM meeting WHERE id = NEW.id);
                WHEN 'series' THEN NEW.restricted_matters := (SELECT restricted_matters FROM series WHERE id = NEW.id);
                ELSE NULL;
            END CASE;
        ELSE NULL;
    END CASE;
    RETURN NEW;
END
$$;
-- Of what stands beside a record: its words, its letter as bytes. The record's table is given.
CREATE FUNCTION note_restriction_beside() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    identity bigint;
BEGIN
    IF TG_ARGV[1] = 'rowid' THEN
        identity := NEW.rowid;
    ELSE
        identity := NEW.id;
    END IF;
    EXECUTE format('SELECT restricted_matters FROM %I WHERE id = $1', TG_ARGV[0]) INTO NEW.restricted_matters USING identity;
    RETURN NEW;
END
$$;

-- What follows where a matter is restricted or opened, or a meeting gets another matter.

CREATE FUNCTION restrict_beside() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE trail SET restricted_matters = NULL WHERE ref = NEW.ref;
    IF TG_TABLE_NAME IN ('action', 'meeting', 'series') THEN
        UPDATE member SET restricted_matters = NULL WHERE kind = TG_TABLE_NAME AND id = NEW.id;
    END IF;
    IF to_regclass(TG_TABLE_NAME || '_text') IS NOT NULL THEN
        EXECUTE format('UPDATE %I SET restricted_matters = NULL WHERE rowid = $1', TG_TABLE_NAME || '_text') USING NEW.id;
    END IF;
    IF TG_TABLE_NAME IN ('outgoing', 'incoming') THEN
        EXECUTE format('UPDATE %I SET restricted_matters = NULL WHERE id = $1', TG_TABLE_NAME || '_raw') USING NEW.id;
    END IF;
    IF TG_TABLE_NAME IN ('action', 'decision', 'question', 'risk', 'vote') THEN
        UPDATE entry SET restricted_matters = NULL WHERE thing = NEW.ref;
    END IF;
    IF TG_TABLE_NAME = 'outgoing' THEN
        UPDATE incoming SET restricted_matters = NULL WHERE answers = NEW.ref;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION restrict_of_meeting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE action SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE risk SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE decision SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE question SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE vote SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE sign_off SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE entry SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE minutes_version SET restricted_matters = NULL WHERE meeting = NEW.ref;
    UPDATE outgoing SET restricted_matters = NULL WHERE meeting = NEW.ref;
    RETURN NULL;
END
$$;
CREATE FUNCTION restrict_of_matter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    DELETE FROM restricted_reader WHERE matter = NEW.ref;
    IF NEW.confidential THEN
        INSERT INTO restricted_reader (person, matter)
            SELECT one ->> 'person', NEW.ref FROM jsonb_array_elements(coalesce(NEW.readers, '[]')::jsonb) AS one
            UNION SELECT person, NEW.ref FROM account WHERE ref = NEW.account AND NOT withdrawn AND person IS NOT NULL
            ON CONFLICT DO NOTHING;
    END IF;
    IF NEW.restricted_matters IS DISTINCT FROM (CASE TG_OP WHEN 'UPDATE' THEN OLD.restricted_matters END) THEN
        PERFORM restrict_again(NEW.ref);
    END IF;
    RETURN NULL;
END
$$;
-- All that belongs to a matter is looked at again, and the mails and papers that name something of it.
CREATE FUNCTION restrict_again(of_matter text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    named text;
BEGIN
    UPDATE meeting SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE series SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE action SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE risk SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE decision SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE question SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE vote SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE change SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE resource SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE matter_reading SET restricted_matters = NULL WHERE matter = of_matter;
    UPDATE outgoing SET restricted_matters = NULL WHERE matter = of_matter;
    SELECT string_agg(ref, '|') INTO named FROM (
        SELECT of_matter AS ref
        UNION ALL SELECT ref FROM meeting WHERE matter = of_matter
        UNION ALL SELECT ref FROM series WHERE matter = of_matter
        UNION ALL SELECT ref FROM action WHERE matter = of_matter OR matter IS NULL AND meeting IN (SELECT ref FROM meeting WHERE matter = of_matter)
        UNION ALL SELECT ref FROM risk WHERE matter = of_matter
        UNION ALL SELECT ref FROM decision WHERE matter = of_matter
        UNION ALL SELECT ref FROM question WHERE matter = of_matter
        UNION ALL SELECT ref FROM vote WHERE matter = of_matter
        UNION ALL SELECT ref FROM change WHERE matter = of_matter
        UNION ALL SELECT ref FROM resource WHERE matter = of_matter
    ) AS each;
    named := '(?<![A-Za-z0-9])(' || named || ')(?![0-9])';
    UPDATE outgoing SET restricted_matters = NULL
        WHERE concat_ws(' ', change, key, progress_of, items, asked_back, subject, text, own_words) ~ named;
    UPDATE incoming SET restricted_matters = NULL
        WHERE concat_ws(' ', subject, new_text, updates, requests, newer, understanding, answer) ~ named;
    UPDATE minutes_version SET restricted_matters = NULL WHERE lines ~ named;
    UPDATE report SET restricted_matters = NULL WHERE matter = of_matter OR content ~ named;
END
$$;
CREATE FUNCTION restrict_of_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    DELETE FROM restricted_reader WHERE matter IN (SELECT ref FROM matter WHERE account = NEW.ref AND confidential);
    INSERT INTO restricted_reader (person, matter)
        SELECT one ->> 'person', ref FROM matter, jsonb_array_elements(coalesce(readers, '[]')::jsonb) AS one
            WHERE account = NEW.ref AND confidential
        UNION SELECT NEW.person, ref FROM matter
            WHERE account = NEW.ref AND confidential AND NOT NEW.withdrawn AND NEW.person IS NOT NULL
        ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

-- Who may change what: `domain/access/permission.py`, as far as one row can say it. What is done by a cascade above is the owner's.

CREATE FUNCTION may_change(kind text, restricted text[], is_own_department boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    who text := own_person();
    roles text[] := (SELECT coalesce(array_agg(role), '{}') FROM role_grant WHERE person = who AND NOT withdrawn);
BEGIN
    RETURN who IS NOT NULL AND (NOT roles_count() OR (
        (kind IN ('access', 'lists') OR coalesce(restricted, '{}') <@ own_restricted_matters())
        AND ('administrator' = ANY (roles)
            OR 'facilitator' = ANY (roles) AND kind <> 'access'
            OR 'scribe' = ANY (roles) AND kind IN ('record', 'action', 'lists')
            OR 'head' = ANY (roles) AND (kind = 'lists' OR is_own_department AND kind IN ('matter', 'action', 'people'))
            OR 'reader' = ANY (roles) AND kind = 'lists'
            OR roles <> '{}' AND kind = 'own')));
END
$$;
CREATE FUNCTION refuse(kind text, record_ref text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rights by row: % may not change % (%)', session_user, kind, record_ref USING ERRCODE = '42501';
END
$$;
CREATE FUNCTION note_following() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    INSERT INTO written_meanwhile (transaction, what) VALUES (pg_current_xact_id(), 'following') ON CONFLICT DO NOTHING;
END
$$;
-- Run as the owner, and attached to nothing else by anybody: a cause cannot be made up.
CREATE FUNCTION note_cause() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF is_bound(session_user) THEN
        INSERT INTO written_meanwhile (transaction, what) VALUES (pg_current_xact_id(), 'cause') ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION guard_change() RETURNS trigger LANGUAGE plpgsql AS $$
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
        WHEN 'person' THEN is_own := before.department = own_department;
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
    IF (kind = 'mail' OR kind = 'people' AND TG_OP = 'INSERT') AND may_change('own', restricted, FALSE) THEN
        PERFORM note_following();
        RETURN NEW;
    END IF;
    PERFORM refuse(kind, before.ref);
END
$$;
CREATE FUNCTION refuse_without_cause() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM written_meanwhile WHERE transaction = NEW.transaction AND what = 'following')
        AND NOT EXISTS (SELECT 1 FROM written_meanwhile WHERE transaction = NEW.transaction AND what = 'cause') THEN
        RAISE EXCEPTION 'rights by row: what follows needs what it follows from' USING ERRCODE = '42501';
    END IF;
    DELETE FROM written_meanwhile WHERE transaction = NEW.transaction;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER refuse_without_cause AFTER INSERT ON written_meanwhile DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse_without_cause();
-- Numbers are the next ones, of this session.
CREATE FUNCTION guard_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_bound(current_user) THEN
        CASE TG_TABLE_NAME
            WHEN 'batch' THEN
                IF NEW.number = currval('ref_batch') THEN RETURN NEW; END IF;
            WHEN 'trail' THEN
                IF NEW.batch = currval('ref_batch') THEN RETURN NEW; END IF;
            WHEN 'counter' THEN
                IF TG_OP = 'INSERT' AND NEW.value = 1 THEN RETURN NEW; END IF;
                IF TG_OP = 'UPDATE' AND NEW.name = OLD.name AND NEW.value = OLD.value + 1 THEN RETURN NEW; END IF;
        END CASE;
        RAISE EXCEPTION 'rights by row: a number is the next one' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER guard_number BEFORE INSERT ON batch FOR EACH ROW EXECUTE FUNCTION guard_number();
CREATE TRIGGER guard_number BEFORE INSERT ON trail FOR EACH ROW EXECUTE FUNCTION guard_number();
CREATE TRIGGER guard_number BEFORE INSERT OR UPDATE ON counter FOR EACH ROW EXECUTE FUNCTION guard_number();

-- A search asks here: a policy would keep it from its index. Planned at each call, since words are common or rare.
CREATE FUNCTION found(kind text, expression text) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
BEGIN
    IF may_look() THEN
        RETURN QUERY EXECUTE format(
            'SELECT rowid FROM %I WHERE %I @@ $1 AND (restricted_matters IS NULL OR restricted_matters <@ $2)',
            kind || '_text', kind || '_words') USING words_query(expression), own_restricted_matters();
    END IF;
END
$$;
-- What tokens are made with: of each login another, by which nobody makes those of mails that he does not see.
CREATE FUNCTION own_secret() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT CASE WHEN is_bound(session_user) THEN sha256(value || convert_to('login ' || session_user, 'UTF8')) ELSE value END
    FROM setting WHERE name = 'secret' AND (may_look() OR NOT is_bound(session_user))
$$;

-- HMAC with SHA-256 by the secret, as `reply_token` makes marks of mails: of those alone that he may see. Digests of a day are the
-- clock's, whatever is in them.
CREATE FUNCTION signed(words text) RETURNS bytea LANGUAGE plpgsql STABLE SECURITY DEFINER AS $$
DECLARE
    mail text := regexp_replace(words, '^collabtui (token|code) ', '');
    inner_key bytea;
    outer_key bytea;
BEGIN
    IF is_bound(session_user) AND NOT (may_look() AND split_part(mail, ':', 1) NOT IN ('digest', 'escalation')
        AND coalesce(restricted_within(mail), '{}') <@ own_restricted_matters()
        AND NOT EXISTS (SELECT 1 FROM outgoing WHERE key = mail AND NOT restricted_matters <@ own_restricted_matters())) THEN
        RAISE EXCEPTION 'rights by row: % may not sign this mail', session_user USING ERRCODE = '42501';
    END IF;
    SELECT value || decode(repeat('00', 64 - length(value)), 'hex') INTO inner_key FROM setting WHERE name = 'secret';
    outer_key := inner_key;
    FOR place IN 0..63 LOOP
        inner_key := set_byte(inner_key, place, get_byte(inner_key, place) # 54);
        outer_key := set_byte(outer_key, place, get_byte(outer_key, place) # 92);
    END LOOP;
    RETURN sha256(outer_key || sha256(inner_key || convert_to(words, 'UTF8')));
END
$$;

-- Rows of most tables are in one matter at most, and that is looked up in a hashed list; a mail, or what stands of one, may be in
-- several. Of a matter that is being restricted the row itself says who reads it: what is kept of it follows.
CREATE FUNCTION rule_of_rows(guarded text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT '(SELECT may_look()) AND (restricted_matters IS NULL OR '
        || CASE WHEN guarded IN ('trail', 'entry', 'entry_text', 'minutes_version', 'report', 'outgoing', 'outgoing_raw', 'incoming',
            'incoming_raw', 'incoming_text')
            THEN 'restricted_matters <@ (SELECT own_restricted_matters())'
            ELSE 'restricted_matters[1] IN (SELECT unnest(own_restricted_matters()))' END
        || CASE guarded WHEN 'matter' THEN ' OR strpos(readers, (SELECT to_json(own_person())::text)) > 0)' ELSE ')' END
$$;
CREATE PROCEDURE guard_rows(guarded text, kind text) LANGUAGE plpgsql AS $$
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
CREATE PROCEDURE guard_rows_beside(beside text, record text, identity text) LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %I ADD COLUMN IF NOT EXISTS restricted_matters TEXT[] COLLATE "C"', beside);
    EXECUTE format('CREATE TRIGGER a_restricted BEFORE INSERT OR UPDATE ON %I FOR EACH ROW '
        'EXECUTE FUNCTION note_restriction_beside(%L, %L)', beside, record, identity);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', beside);
    EXECUTE format('CREATE POLICY within_rights ON %I USING (%s)', beside, rule_of_rows(beside));
END
$$;

ALTER TABLE trail ADD COLUMN login TEXT COLLATE "C";
CREATE INDEX member_by_record ON member (kind, id);
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('matter', 'matter'), ('change', 'matter'), ('resource', 'matter'), ('meeting', 'plan'), ('series', 'plan'),
        ('entry', 'record'), ('decision', 'record'), ('question', 'record'), ('sign_off', 'record'), ('vote', 'record'),
        ('minutes_version', 'record'), ('action', 'action'), ('risk', 'action'), ('outgoing', 'mail'), ('incoming', 'mail'),
        ('person', 'people'), ('department', 'people'), ('believed', 'settings'), ('taught', 'settings'),
        ('learned', 'settings'), ('column_meaning', 'settings'), ('account', 'access'), ('role_grant', 'access'),
        ('saved_view', 'lists'), ('report', 'lists'), ('matter_reading', 'own'), ('reminded', 'own'), ('unfetched', 'own'),
        ('cursor', 'own'), ('trail', ''), ('member', '')) AS guarded (name, kind) LOOP
        CALL guard_rows(one.name, one.kind);
    END LOOP;
    FOR one IN SELECT * FROM (VALUES ('person'), ('department'), ('matter'), ('risk'), ('meeting'), ('entry'), ('decision'),
        ('question'), ('change'), ('vote'), ('resource'), ('action'), ('incoming')) AS searched (name) LOOP
        CALL guard_rows_beside(one.name || '_text', one.name, 'rowid');
    END LOOP;
    CALL guard_rows_beside('outgoing_raw', 'outgoing', 'id');
    CALL guard_rows_beside('incoming_raw', 'incoming', 'id');
END
$$;
CREATE TRIGGER d_of_matter AFTER INSERT OR UPDATE OF confidential, readers, account ON matter FOR EACH ROW
    EXECUTE FUNCTION restrict_of_matter();
CREATE TRIGGER d_of_meeting AFTER UPDATE ON meeting FOR EACH ROW
    WHEN (OLD.restricted_matters IS DISTINCT FROM NEW.restricted_matters OR OLD.matter IS DISTINCT FROM NEW.matter)
    EXECUTE FUNCTION restrict_of_meeting();
CREATE TRIGGER d_of_account AFTER UPDATE OF person, withdrawn ON account FOR EACH ROW EXECUTE FUNCTION restrict_of_account();
UPDATE matter SET readers = readers WHERE confidential;

-- For the administrator of the server. The roles that may enter are members of a group, which he makes: a role is the server's, and
-- not the database's. The group is called as the owner of the tables, with `_people` behind it.
CREATE FUNCTION people_group() RETURNS name LANGUAGE sql STABLE AS $$
    SELECT (pg_get_userbyid(relowner) || '_people')::name FROM pg_class WHERE oid = 'database_login'::regclass
$$;
CREATE PROCEDURE open_to_people() LANGUAGE plpgsql AS $$
DECLARE
    named text;
    people text := quote_ident(people_group());
    home name := (SELECT relnamespace::regnamespace FROM pg_class WHERE oid = 'database_login'::regclass);
BEGIN
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', home);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO %s', home, people);
    FOR named IN SELECT tablename FROM pg_tables WHERE schemaname = home AND rowsecurity LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO %s', named, people);
    END LOOP;
    FOR named IN SELECT tablename FROM pg_tables WHERE schemaname = home AND (tablename LIKE '%\_text' OR tablename = 'member') LOOP
        EXECUTE format('GRANT DELETE ON %I TO %s', named, people);
    END LOOP;
    EXECUTE format('REVOKE UPDATE ON trail, member, cursor FROM %s', people);
    EXECUTE format('REVOKE INSERT ON cursor FROM %s', people);
    EXECUTE format('GRANT SELECT ON schema_step, lease, counter, batch TO %s', people);
    EXECUTE format('GRANT INSERT ON batch, counter, claimed_mail TO %s', people);
    EXECUTE format('GRANT UPDATE ON counter TO %s', people);
    EXECUTE format('GRANT SELECT (digest) ON claimed_mail TO %s', people);
    FOR named IN SELECT sequencename FROM pg_sequences WHERE schemaname = home AND sequencename LIKE 'ref\_%' LOOP
        EXECUTE format('GRANT USAGE, SELECT ON SEQUENCE %I TO %s', named, people);
    END LOOP;
END
$$;
CREATE PROCEDURE let_in(role_name text, address text) LANGUAGE plpgsql AS $$
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
    INSERT INTO database_login (login, person) VALUES (role_name, who)
        ON CONFLICT (login) DO UPDATE SET person = excluded.person, at = now();
END
$$;
DO $$
DECLARE
    one record;
    said text;
BEGIN
    -- nobody's own objects are taken for ours: neither another schema's nor temporary ones. What tells of all records is nobody's
    -- to call, and no trigger's function to attach to a table of one's own.
    FOR one IN SELECT p.oid::regprocedure AS name, p.prokind, p.proname, p.prorettype = 'trigger'::regtype AS is_trigger
        FROM pg_proc AS p WHERE p.pronamespace = current_schema()::regnamespace AND p.proname IN (
            'is_bound', 'own_person', 'roles_count', 'may_look', 'own_restricted_matters', 'restricted_by',
            'restricted_of', 'restricted_within', 'all_of', 'note_restriction', 'note_restriction_beside', 'restrict_beside',
            'restrict_of_meeting', 'restrict_of_matter', 'restrict_again', 'restrict_of_account', 'may_change', 'refuse',
            'note_following', 'note_cause', 'guard_change', 'refuse_without_cause', 'guard_number', 'found', 'own_secret', 'signed',
            'rule_of_rows', 'guard_rows', 'guard_rows_beside', 'people_group', 'open_to_people', 'let_in') LOOP
        said := CASE one.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || one.name;
        EXECUTE format('ALTER %s SET search_path = pg_catalog, %I, pg_temp', said, current_schema());
        IF one.is_trigger OR one.proname IN ('restricted_by', 'restricted_of', 'restricted_within', 'restrict_again',
            'guard_rows', 'guard_rows_beside', 'open_to_people', 'let_in') THEN
            EXECUTE format('REVOKE EXECUTE ON %s FROM PUBLIC', said);
        END IF;
    END LOOP;
END
$$
