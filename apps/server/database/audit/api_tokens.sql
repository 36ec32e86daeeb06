-- The name of a token is free text, so an entry only records that it changed.
CREATE OR REPLACE FUNCTION audit_api_tokens() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'api_token.created', 'api_token', n.id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), 'api_token.deleted', 'api_token', o.id, o.profile_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'api_token', coalesce(n.id, o.id), coalesce(n.profile_id, o.profile_id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id AND n.profile_id = o.profile_id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'api_token.created'::audit_action, jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))),
       (n.id IS NULL, 'api_token.deleted', '{}'),
       (o.id = n.id AND o.revoked_at IS NULL AND n.revoked_at IS NOT NULL, 'api_token.revoked', '{}'),
       (o.id = n.id AND ((o.token_hash, o.expires_at, o.name, o.created_by_id, o.parent_id, o.behind_ids)
                         IS DISTINCT FROM (n.token_hash, n.expires_at, n.name, n.created_by_id, n.parent_id, n.behind_ids)
                         OR (o.revoked_at IS NOT NULL AND o.revoked_at IS DISTINCT FROM n.revoked_at)),
        'api_token.changed',
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.token_hash <> n.token_hash THEN 'tokenHash' END,
          CASE WHEN o.expires_at IS DISTINCT FROM n.expires_at THEN 'expiresAt' END,
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.created_by_id IS DISTINCT FROM n.created_by_id THEN 'createdById' END,
          CASE WHEN o.parent_id IS DISTINCT FROM n.parent_id THEN 'parentId' END,
          CASE WHEN o.behind_ids <> n.behind_ids THEN 'behindIds' END,
          CASE WHEN o.revoked_at IS DISTINCT FROM n.revoked_at THEN 'revokedAt' END], NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;
ALTER FUNCTION audit_api_tokens OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_api_tokens FROM PUBLIC;

CREATE OR REPLACE TRIGGER api_tokens_audit_insert AFTER INSERT ON api_tokens REFERENCING NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_api_tokens();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_insert;
CREATE OR REPLACE TRIGGER api_tokens_audit_update AFTER UPDATE ON api_tokens REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_api_tokens();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_update;
CREATE OR REPLACE TRIGGER api_tokens_audit_delete AFTER DELETE ON api_tokens REFERENCING OLD TABLE AS old_rows
  FOR EACH STATEMENT EXECUTE FUNCTION audit_api_tokens();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_delete;
CREATE OR REPLACE TRIGGER api_tokens_audit_truncate AFTER TRUNCATE ON api_tokens FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate();
ALTER TABLE api_tokens ENABLE ALWAYS TRIGGER api_tokens_audit_truncate;
