-- Names are searched and sorted by what people type: letters that do not decompose (Ł, Ø, Đ, ß) are folded as well, and so are
-- Hebrew points and Arabic vowels. `packages/domain/src/text/fold.ts` has the same list, and a test holds the two together.
-- The indexes are built with the function: they are dropped before it changes.
DROP INDEX profiles_name_idx, projects_name_idx, skills_name_idx;
CREATE OR REPLACE FUNCTION in_register(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  -- Most names are ASCII, and need no more than small letters.
  RETURN CASE WHEN octet_length(name) = length(name) THEN lower(name)
              ELSE replace(replace(replace(replace(
                     translate(
                       regexp_replace(lower(normalize(name, NFD)), '[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]', '', 'g'),
                       'łøđðħıŧŋſƙɓɗƴɖƀɨǥς’ʼʻŁØĐÐĦŦŊƘƁƊƳƉɃƗǤẞÆŒÞ', 'loddhitnskbdydbigσ''''''loddhtnkbdydbigßæœþ'),
                     'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') END;
CREATE INDEX profiles_name_idx ON profiles (in_register(name), id);
CREATE INDEX projects_name_idx ON projects (in_register(name), id);
CREATE INDEX skills_name_idx ON skills (in_register(skill_name), id);

-- Rows from before there were rules about text take the form that new rows have. Where two rows would become one, or an address
-- or an external id cannot be repaired, they stay as they are and are reported: an admin decides which is right.
CREATE FUNCTION pg_temp.clean(value text) RETURNS text LANGUAGE sql IMMUTABLE
  RETURN btrim(normalize(regexp_replace(regexp_replace(value, '[\x01-\x1f\x7f-\x9f\u2028\u2029]+', ' ', 'g'),
                 '[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]', '', 'g'), NFC), E' \u00a0\u3000');

DO $$
DECLARE
  target record;
  cleaned bigint;
  left_over text;
BEGIN
  FOR target IN SELECT * FROM (VALUES
    ('profiles', 'name', NULL, true), ('profiles', 'title', NULL, false), ('profiles', 'email', 'lower(email)', false),
    ('profiles', 'external_id', 'external_id', false), ('skills', 'skill_name', 'skill_name', true), ('skills', 'category', NULL, true),
    ('projects', 'name', NULL, true), ('projects', 'external_id', 'external_id', false), ('assignments', 'role', NULL, true),
    ('progress_updates', 'external_id', 'project_id, external_id', false), ('api_tokens', 'name', NULL, true)
  ) AS t(relation, column_name, unique_key, is_required) LOOP
    -- A required name of which nothing visible is left gets the id of its row as its name.
    EXECUTE format(
      $sql$
        WITH changed AS (
          SELECT t.ctid AS place, t.id, %2$I AS was, coalesce(nullif(pg_temp.clean(%2$I), ''), CASE WHEN %3$L THEN '(' || t.id || ')' END) AS becomes
            FROM %1$I t WHERE octet_length(%2$I) <> length(%2$I) OR %2$I ~ '[\x01-\x1f\x7f]' OR %2$I <> btrim(%2$I)
        ), fit AS (
          SELECT c.* FROM changed c
           WHERE c.becomes IS DISTINCT FROM c.was
             AND (NOT %4$L OR NOT EXISTS (SELECT FROM %1$I o WHERE o.ctid <> c.place AND pg_temp.clean(o.%2$I) = c.becomes%5$s))
        ), updated AS (
          UPDATE %1$I t SET %2$I = f.becomes FROM fit f WHERE t.ctid = f.place RETURNING t.id
        )
        SELECT (SELECT count(*) FROM updated),
               (SELECT string_agg(c.id::text, ', ' ORDER BY c.id) FROM changed c WHERE c.becomes IS DISTINCT FROM c.was AND c.id NOT IN (SELECT id FROM fit))
      $sql$, target.relation, target.column_name, target.is_required, target.unique_key IS NOT NULL,
      CASE WHEN target.unique_key LIKE 'project_id,%' THEN format(' AND o.project_id = (SELECT project_id FROM %I WHERE ctid = c.place)', target.relation) ELSE '' END
    ) INTO cleaned, left_over;
    IF cleaned > 0 THEN
      RAISE WARNING 'normalized % of % row(s) in %', target.column_name, cleaned, target.relation;
    END IF;
    IF left_over IS NOT NULL THEN
      RAISE WARNING 'did not normalize % in %, because another row has the same text in its normal form: id %', target.column_name, target.relation, left_over;
    END IF;
  END LOOP;
END
$$;

-- Tags: each once, in the order in which they were.
UPDATE assignments a SET tags = c.tags
  FROM (SELECT profile_id, id, ARRAY(SELECT tag FROM (
                 SELECT pg_temp.clean(tag) AS tag, min(place) AS place FROM unnest(tags) WITH ORDINALITY AS t(tag, place) GROUP BY 1) each
                WHERE tag <> '' ORDER BY place) AS tags
          FROM assignments) c
 WHERE a.profile_id = c.profile_id AND a.id = c.id AND a.tags <> c.tags;
