-- Functions that the common SQL calls and PostgreSQL has not, or not on text. Instants and documents are kept as text, of
-- one width and as JSON: docs/adr/0014.

CREATE FUNCTION json_extract(document text, path text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_path_query_first(document::jsonb, path::jsonpath) #>> '{}'
$$;
CREATE FUNCTION json_each(document text) RETURNS TABLE (key bigint, value text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT place - 1, element #>> '{}'
    FROM jsonb_array_elements(CASE jsonb_typeof(document::jsonb) WHEN 'array' THEN document::jsonb END)
        WITH ORDINALITY AS one (element, place)
$$;
CREATE FUNCTION json_each(document text, path text) RETURNS TABLE (key bigint, value text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT key, value FROM json_each(jsonb_path_query_first(document::jsonb, path::jsonpath)::text)
$$;
CREATE FUNCTION json_array_length(document text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT jsonb_array_length(document::jsonb)
$$;
CREATE FUNCTION instr(whole text, part text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT strpos(whole, part)
$$;
CREATE FUNCTION date(instant text, shift text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_char((instant::timestamptz AT TIME ZONE 'UTC') + shift::interval, 'YYYY-MM-DD')
$$;
CREATE FUNCTION datetime(instant text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT to_char(instant::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS')
$$;

-- Full text: the words that `fulltext.indexed` cut, with their places, so that a longer word is a phrase of its pairs.
-- No parser and no dictionary of the engine is asked. What no vector may hold is left out: it is found by what comes first.
CREATE FUNCTION plain_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT regexp_replace(normalize(words, NFKD), U&'[\0300-\036F]', '', 'g')
$$;
CREATE FUNCTION words_vector(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(quote_literal(left(word, 100)) || ':' || place, ' ' ORDER BY place), '')::tsvector
    FROM string_to_table(left(plain_words(words), 200000), ' ') WITH ORDINALITY AS one (word, place)
    WHERE word <> '' AND place < 16384
$$;
-- From the expression that `fulltext.match_expression` makes: "预算 算表" "abc"*
CREATE FUNCTION words_query(expression text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT string_agg('(' || (
        SELECT string_agg(quote_literal(left(word, 100)), ' <-> ' ORDER BY place)
        FROM string_to_table(plain_words(phrase[1]), ' ') WITH ORDINALITY AS one (word, place)
    ) || CASE WHEN phrase[2] = '*' THEN ':*' ELSE '' END || ')', ' & ')::tsquery
    FROM regexp_matches(expression, '"([^"]+)"(\*?)', 'g') AS phrase
$$
