-- What the check of the data asks of texts that should be documents and may be none.

CREATE FUNCTION json_valid(document text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    PERFORM document::jsonb;
    RETURN document IS NOT NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN FALSE;
END
$$;
CREATE FUNCTION json_type(document text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_typeof(document::jsonb)
$$
