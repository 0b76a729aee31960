-- An administrator who takes himself from the people of a restricted matter has its trail and its mails to write in the same
-- transaction: until its end it is his to see, as it was. Of one that he did not see before he sees nothing.
CREATE OR REPLACE FUNCTION begin_to_restrict(of_matter text) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM 1 FROM matter WHERE ref = of_matter AND (confidential IS NOT TRUE OR ref = ANY (own_restricted_matters())) FOR UPDATE;
    IF NOT FOUND OR NOT may_change('access', NULL, FALSE) THEN
        RETURN FALSE;
    END IF;
    INSERT INTO written_meanwhile (transaction, what) VALUES (pg_current_xact_id(), 'restricts ' || of_matter) ON CONFLICT DO NOTHING;
    RETURN TRUE;
END
$$;
DO $$
BEGIN
    EXECUTE format('ALTER FUNCTION begin_to_restrict(text) SET search_path = pg_catalog, %I, pg_temp', current_schema());
END
$$
