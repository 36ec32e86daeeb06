-- The person who caused the entries of the audit log with this origin, or NULL. A view that reads the origins beside the log would be refused to readers
-- on a Citus cluster: it runs a statement that reads any table that it manages, such as the origins, with the rights of the caller instead of the view.
CREATE OR REPLACE FUNCTION person_of_origin(p_origin_id bigint) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RETURN (SELECT o.profile_id FROM audit_origins o WHERE o.id = p_origin_id);
END
$$;
REVOKE ALL ON FUNCTION person_of_origin FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_of_origin TO skilltrace_server, skilltrace_reader;
