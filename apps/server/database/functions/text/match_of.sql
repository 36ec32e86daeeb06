-- How well a name matches a search, the best first: 0 if it equals the search, 1 if it begins with it, 2 if one of its words does, 3 otherwise.
-- Sorted only by name, the first matches for "Go" would be "Algorithms" and "Django", not "Go" itself.
CREATE OR REPLACE FUNCTION match_of(name text, search text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN in_register(name) = in_register(search) THEN 0
              WHEN starts_with(in_register(name), in_register(search)) THEN 1
              WHEN strpos(translate(in_register(name), '-/._(', '     '), translate(' ' || in_register(search), '-/._(', '     ')) > 0 THEN 2
              ELSE 3 END;
