-- Whether a text has the form of names, tags, addresses and external ids: NFC, trimmed, one line, without characters that
-- hide or reorder text. The full rule is `lineProblem` in packages/domain/src/text/characters.ts. The database enforces this part for
-- every source, and a test compares the two.
CREATE OR REPLACE FUNCTION is_clean_line(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  RETURN value <> '' AND value !~ '^[ \u00a0\u3000]|[ \u00a0\u3000]$' AND
         CASE WHEN octet_length(value) = length(value) THEN value !~ '[\x01-\x1f\x7f]'
              ELSE value IS NFC NORMALIZED
                   AND value !~ '[\x01-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffd]'
                   AND value ~ '[^ \u00a0\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u2800\u3000\u3164\ufe00-\ufe0f\uffa0]' END;
