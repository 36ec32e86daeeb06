-- Whether every element is a clean line (`is_clean_line`). The tags of an assignment must be.
CREATE OR REPLACE FUNCTION are_clean_lines(lines text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT NOT EXISTS (SELECT FROM unnest(lines) AS line WHERE public.is_clean_line(line) IS NOT TRUE) $$;
