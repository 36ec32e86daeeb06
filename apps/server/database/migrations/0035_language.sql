-- The language that a person chose for the pages, as a tag such as `es`. NULL: the language of the browser.
ALTER TABLE profiles
  ADD COLUMN language text CONSTRAINT profiles_language_check CHECK (length(language) <= 35 AND language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  ADD CONSTRAINT profiles_erased_without_language CHECK (erased_at IS NULL OR language IS NULL);
