-- What the sign-in library needed that the server does not use any more: nothing ever wrote to any of it but the library.
DROP TABLE auth_verifications;
ALTER TABLE auth_accounts
  DROP COLUMN access_token, DROP COLUMN refresh_token, DROP COLUMN id_token, DROP COLUMN access_token_expires_at,
  DROP COLUMN refresh_token_expires_at, DROP COLUMN scope;
