-- Returns the origin of this transaction, from the mark that the server sets when it begins one. The first entry creates the row.
-- Returns NULL without a mark. A malformed mark, or one that names a person who does not exist, stops the write.
CREATE OR REPLACE FUNCTION audit_origin() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
  origin bigint := nullif(current_setting('skilltrace.origin_id', true), '');
BEGIN
  IF mark IS NULL THEN
    RETURN NULL;
  END IF;
  -- Any session can set this setting, so it counts only if it names a row of this transaction.
  IF origin IS NOT NULL THEN
    PERFORM FROM audit_origins o WHERE o.id = origin AND o.transaction_id = pg_current_xact_id() AND o.recorded_at = date_trunc('milliseconds', now());
    IF FOUND THEN
      RETURN origin;
    END IF;
  END IF;
  INSERT INTO audit_origins (profile_id, via, api_token_id, request_id, address, user_agent)
  VALUES ((mark ->> 'profileId')::bigint, mark ->> 'via', (mark ->> 'apiTokenId')::bigint,
          left(mark ->> 'requestId', 100), left(mark ->> 'address', 100), left(mark ->> 'userAgent', 200))
  RETURNING id INTO origin;
  PERFORM set_config('skilltrace.origin_id', origin::text, true);
  RETURN origin;
END
$$;
ALTER FUNCTION audit_origin OWNER TO skilltrace_ledger;
REVOKE ALL ON FUNCTION audit_origin FROM PUBLIC;
