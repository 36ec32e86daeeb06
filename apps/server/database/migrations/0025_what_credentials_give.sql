-- What a credential created ends with it, so each token, invitation and password says which credential that was.

-- The token that was used to create this one. It is ended with it.
ALTER TABLE api_tokens ADD COLUMN parent_id bigint REFERENCES api_tokens (id);
-- The other people who know this token: the person who created it, and everybody behind the token that they used for it. What is
-- done with the token counts as done by each of them.
ALTER TABLE api_tokens ADD COLUMN behind_ids bigint[] NOT NULL DEFAULT '{}';
CREATE INDEX api_tokens_parent_id_idx ON api_tokens (parent_id) WHERE revoked_at IS NULL AND parent_id IS NOT NULL;
CREATE INDEX api_tokens_given_idx ON api_tokens (created_by_id) WHERE revoked_at IS NULL AND created_by_id <> profile_id;

ALTER TABLE invitations ADD COLUMN created_with_token_id bigint REFERENCES api_tokens (id);
-- The other people who know this password: those who set it, until its owner sets another.
ALTER TABLE auth_accounts ADD COLUMN known_to_ids bigint[] NOT NULL DEFAULT '{}';

UPDATE api_tokens SET behind_ids = ARRAY[created_by_id] WHERE created_by_id <> profile_id;

-- Tokens and invitations of people who may not create them any more.
UPDATE api_tokens t SET revoked_at = date_trunc('milliseconds', now())
  FROM profiles c WHERE c.id = t.created_by_id AND t.created_by_id <> t.profile_id AND t.revoked_at IS NULL AND NOT (c.is_admin AND c.deactivated_at IS NULL);
DELETE FROM invitations i USING profiles c WHERE c.id = i.created_by_id AND NOT (c.is_admin AND c.deactivated_at IS NULL);

-- Rows that are planted, changed or removed past the server are in the audit log as well.
ALTER TYPE audit_action ADD VALUE 'sign_in.session_added' AFTER 'sign_in.removed';
ALTER TYPE audit_action ADD VALUE 'sign_in.session_changed' AFTER 'sign_in.session_added';
ALTER TYPE audit_action ADD VALUE 'invitation.withdrawn' AFTER 'invitation.made';
