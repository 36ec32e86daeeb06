-- How well a name fits a search, 0 the best: it equals the search, begins with it, has a word that begins with it, or contains it.
-- Sorted by name alone, the first few that contain "Go" would be "Algorithms" and "Django", without Go itself.
CREATE OR REPLACE FUNCTION match_of(name text, search text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN in_register(name) = in_register(search) THEN 0
              WHEN starts_with(in_register(name), in_register(search)) THEN 1
              WHEN strpos(translate(in_register(name), '-/._(', '     '), translate(' ' || in_register(search), '-/._(', '     ')) > 0 THEN 2
              ELSE 3 END;
