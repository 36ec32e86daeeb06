-- How people prove who they are. Who they are stands in profiles and nowhere else.
-- auth_sessions, auth_accounts and auth_verifications have the columns that better-auth expects.

-- A browser's session. The cookie holds the token with a signature under the server's secret, so that this table alone
-- signs nobody in.
CREATE TABLE auth_sessions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  token text NOT NULL,
  profile_id bigint NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now())
);
CREATE UNIQUE INDEX auth_sessions_token_key ON auth_sessions (token);
CREATE INDEX auth_sessions_profile_id_idx ON auth_sessions (profile_id);

-- A way to sign in. A password is the account of provider 'credential', whose account_id is the profile's own id.
CREATE TABLE auth_accounts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  profile_id bigint NOT NULL,
  provider_id text NOT NULL,
  account_id text NOT NULL,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz(3),
  refresh_token_expires_at timestamptz(3),
  scope text,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  CHECK (provider_id <> 'credential' OR (account_id = profile_id::text AND password IS NOT NULL))
);
CREATE UNIQUE INDEX auth_accounts_account_key ON auth_accounts (provider_id, account_id);
CREATE INDEX auth_accounts_profile_id_idx ON auth_accounts (profile_id);

CREATE TABLE auth_verifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  updated_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now())
);
CREATE INDEX auth_verifications_identifier_idx ON auth_verifications (identifier);

-- A program's token, kept as its SHA-256: it is random enough that nothing slower is needed.
CREATE TABLE api_tokens (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  profile_id bigint NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
  created_by_id bigint,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  expires_at timestamptz(3),
  revoked_at timestamptz(3)
);
CREATE UNIQUE INDEX api_tokens_token_hash_key ON api_tokens (token_hash);
CREATE INDEX api_tokens_profile_id_idx ON api_tokens (profile_id);
CREATE INDEX api_tokens_standing_idx ON api_tokens (created_at DESC, id DESC) WHERE revoked_at IS NULL;

-- The one open invitation of a person: a new one takes its place, and the one that is used is gone.
CREATE TABLE invitations (
  profile_id bigint PRIMARY KEY,
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  created_by_id bigint,
  created_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  expires_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX invitations_code_hash_key ON invitations (code_hash);

-- An attempt to sign in that failed, or is still being looked at. The account is a hash, for people also type their
-- password into the field of the address; rows are dropped once they no longer count.
CREATE TABLE sign_in_failures (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  address text NOT NULL,
  account_hash bytea NOT NULL,
  attempted_at timestamptz(3) NOT NULL
);
CREATE INDEX sign_in_failures_address_idx ON sign_in_failures (address, attempted_at);
CREATE INDEX sign_in_failures_attempted_at_idx ON sign_in_failures (attempted_at);

ALTER TABLE auth_sessions ADD CONSTRAINT auth_sessions_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE auth_accounts ADD CONSTRAINT auth_accounts_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES profiles (id);
ALTER TABLE invitations ADD CONSTRAINT invitations_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES profiles (id);
ALTER TABLE invitations ADD CONSTRAINT invitations_created_by_id_fkey FOREIGN KEY (created_by_id) REFERENCES profiles (id);

GRANT SELECT, INSERT, UPDATE, DELETE ON auth_sessions, auth_accounts, auth_verifications, invitations, sign_in_failures TO skilltrace_server;
-- No DELETE: a token that was ever valid stays on record.
GRANT SELECT, INSERT, UPDATE ON api_tokens TO skilltrace_server;
