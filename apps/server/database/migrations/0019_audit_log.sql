-- Who changed what, when and from where: written by triggers in the transaction of the change itself, so that neither stands
-- without the other, whoever writes and by whatever road. Nobody has INSERT but the role that nobody connects as.
-- What an entry holds: ids, names of skills, levels, times. No name, address or words of a person, so that a
-- person can be erased and the log stays as it is.
CREATE TYPE audit_action AS ENUM (
  'log.started', 'table.truncated', 'import.run',
  'skill.created', 'skill.renamed', 'skill.recategorised', 'skill.activated', 'skill.deactivated', 'skill.deleted',
  'project.created', 'project.changed', 'project.completed', 'project.archived', 'project.reopened',
  'project.lead_set', 'project.lead_removed', 'project.deleted', 'project_scope.added', 'project_scope.removed',
  'assignment.started', 'assignment.ended', 'assignment.retagged', 'assignment.changed', 'assignment.deleted',
  'person.created', 'person.changed', 'person.made_admin', 'person.admin_withdrawn', 'person.left', 'person.returned',
  'person.erased', 'person.deleted', 'invitation.made', 'sign_in.password_set', 'sign_in.added', 'sign_in.removed',
  'api_token.created', 'api_token.changed', 'api_token.revoked', 'api_token.deleted',
  'validated_skill.added', 'validated_skill.changed', 'validated_skill.withdrawn',
  'suggestion.approved', 'suggestion.adjusted', 'suggestion.rejected', 'suggestion.deleted'
);
CREATE TYPE audit_subject AS ENUM (
  'log', 'import', 'skill', 'project', 'assignment', 'person', 'invitation', 'sign_in', 'api_token', 'validated_skill', 'suggestion'
);

-- Who, how and from where: one row for each transaction that changed something, made with its first entry.
-- address and user_agent may be blanked for good, when a person is erased; nothing else ever changes.
CREATE TABLE audit_origins (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Recognises the row within its own transaction, and says nothing later: a restored database counts anew.
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  recorded_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  profile_id bigint REFERENCES profiles (id),
  via text NOT NULL CHECK (via IN ('session', 'token', 'nobody', 'command', 'server')),
  api_token_id bigint REFERENCES api_tokens (id),
  request_id text CHECK (char_length(request_id) <= 100),
  address text CHECK (char_length(address) <= 100),
  user_agent text CHECK (char_length(user_agent) <= 200),
  CHECK ((via IN ('session', 'token')) = (profile_id IS NOT NULL)),
  CHECK ((via = 'token') = (api_token_id IS NOT NULL))
);
CREATE INDEX audit_origins_profile_id_idx ON audit_origins (profile_id);

-- No foreign keys: they would cost an import of 100,000 rows more than the entries themselves, and what an entry is about
-- may be gone one day. Without an origin: written past the server.
CREATE TABLE audit_entries (
  id bigint GENERATED ALWAYS AS IDENTITY,
  recorded_at timestamptz(3) NOT NULL DEFAULT date_trunc('milliseconds', now()),
  origin_id bigint,
  -- The role that the statement came from, or the login where it took on none.
  database_role text NOT NULL DEFAULT CASE current_setting('role') WHEN 'none' THEN session_user::text ELSE current_setting('role') END,
  action audit_action NOT NULL,
  subject_type audit_subject NOT NULL,
  subject_id bigint,
  project_id bigint,
  profile_id bigint,
  skill_id bigint,
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (recorded_at, id)
);
CREATE INDEX audit_entries_origin_id_idx ON audit_entries (origin_id);
CREATE INDEX audit_entries_profile_id_idx ON audit_entries (profile_id, recorded_at, id) WHERE profile_id IS NOT NULL;
CREATE INDEX audit_entries_project_id_idx ON audit_entries (project_id, recorded_at, id) WHERE project_id IS NOT NULL;

-- The functions below belong to the ledger's own role: at the end of this file.
GRANT SELECT, INSERT (origin_id, action, subject_type, subject_id, project_id, profile_id, skill_id, details) ON audit_entries TO skilltrace_ledger;
GRANT SELECT, INSERT (profile_id, via, api_token_id, request_id, address, user_agent), UPDATE (address, user_agent) ON audit_origins TO skilltrace_ledger;
GRANT SELECT ON audit_entries, audit_origins TO skilltrace_server;

-- Append-only for everybody, in replica mode too, as the signal ledger is.
CREATE TRIGGER audit_entries_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE audit_entries ENABLE ALWAYS TRIGGER audit_entries_append_only;
CREATE TRIGGER audit_origins_append_only
  BEFORE DELETE OR TRUNCATE ON audit_origins
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_append_only;

CREATE FUNCTION refuse_change_of_origin() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.transaction_id, NEW.recorded_at, NEW.profile_id, NEW.via, NEW.api_token_id, NEW.request_id)
     IS DISTINCT FROM (OLD.id, OLD.transaction_id, OLD.recorded_at, OLD.profile_id, OLD.via, OLD.api_token_id, OLD.request_id)
     OR (NEW.address IS NOT NULL AND NEW.address IS DISTINCT FROM OLD.address)
     OR (NEW.user_agent IS NOT NULL AND NEW.user_agent IS DISTINCT FROM OLD.user_agent) THEN
    RAISE EXCEPTION '% is append-only: only an address and a user agent may be blanked', TG_TABLE_NAME USING ERRCODE = 'SK001';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_origins_only_blanked
  BEFORE UPDATE ON audit_origins
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_origin();
ALTER TABLE audit_origins ENABLE ALWAYS TRIGGER audit_origins_only_blanked;

-- The origin of this transaction, from the mark that the server sets as it begins one: made with the first entry, and NULL
-- without a mark. A mark that cannot be read, or that names nobody, stops the write.
CREATE FUNCTION audit_origin() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  mark jsonb := nullif(current_setting('skilltrace.origin', true), '');
  origin bigint := nullif(current_setting('skilltrace.origin_id', true), '');
BEGIN
  IF mark IS NULL THEN
    RETURN NULL;
  END IF;
  -- Any session can set this one: it is believed where it names a row of this very transaction.
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

-- One function a table. They are called once a statement, with all its rows. An UPDATE pairs what was and what is by key;
-- a key that was changed is one thing gone and another come. enable_nestloop: a plan made for one row would join 100,000
-- each with each. (SELECT audit_origin()) is evaluated once, and not at all where nothing is to be written.

CREATE FUNCTION audit_skills() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.created', 'skill', n.id, n.id,
           jsonb_build_object('after', jsonb_build_object('name', n.skill_name, 'category', n.category, 'isActive', n.is_active))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'skill.deleted', 'skill', o.id, o.id,
           jsonb_build_object('before', jsonb_build_object('name', o.skill_name, 'category', o.category, 'isActive', o.is_active))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, skill_id, details)
    SELECT (SELECT audit_origin()), c.action, 'skill', coalesce(n.id, o.id), coalesce(n.id, o.id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'skill.created'::audit_action,
        jsonb_build_object('after', jsonb_build_object('name', n.skill_name, 'category', n.category, 'isActive', n.is_active))),
       (n.id IS NULL, 'skill.deleted',
        jsonb_build_object('before', jsonb_build_object('name', o.skill_name, 'category', o.category, 'isActive', o.is_active))),
       (o.skill_name <> n.skill_name, 'skill.renamed',
        jsonb_build_object('before', jsonb_build_object('name', o.skill_name), 'after', jsonb_build_object('name', n.skill_name))),
       (o.category <> n.category, 'skill.recategorised',
        jsonb_build_object('before', jsonb_build_object('category', o.category), 'after', jsonb_build_object('category', n.category))),
       (o.is_active <> n.is_active, CASE WHEN n.is_active THEN 'skill.activated' ELSE 'skill.deactivated' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isActive', o.is_active), 'after', jsonb_build_object('isActive', n.is_active)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;

-- Of the name, the description and the metadata, which are anybody's words, only that they changed: a project may be named
-- after somebody who is erased later.
CREATE FUNCTION audit_projects() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'project.created', 'project', n.id, n.id, n.tech_lead_id,
           jsonb_build_object('after', jsonb_build_object('status', n.status, 'techLeadId', n.tech_lead_id))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'project.deleted', 'project', o.id, o.id, o.tech_lead_id,
           jsonb_build_object('before', jsonb_build_object('status', o.status, 'techLeadId', o.tech_lead_id))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'project', coalesce(n.id, o.id), coalesce(n.id, o.id), c.profile_id, c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'project.created'::audit_action, n.tech_lead_id,
        jsonb_build_object('after', jsonb_build_object('status', n.status, 'techLeadId', n.tech_lead_id))),
       (n.id IS NULL, 'project.deleted', o.tech_lead_id,
        jsonb_build_object('before', jsonb_build_object('status', o.status, 'techLeadId', o.tech_lead_id))),
       (o.tech_lead_id <> n.tech_lead_id, 'project.lead_removed', o.tech_lead_id,
        jsonb_build_object('before', jsonb_build_object('techLeadId', o.tech_lead_id), 'after', jsonb_build_object('techLeadId', n.tech_lead_id))),
       (o.tech_lead_id <> n.tech_lead_id, 'project.lead_set', n.tech_lead_id,
        jsonb_build_object('before', jsonb_build_object('techLeadId', o.tech_lead_id), 'after', jsonb_build_object('techLeadId', n.tech_lead_id))),
       (o.status <> n.status,
        CASE n.status WHEN 'completed' THEN 'project.completed' WHEN 'archived' THEN 'project.archived' ELSE 'project.reopened' END::audit_action, NULL,
        jsonb_build_object('before', jsonb_build_object('status', o.status), 'after', jsonb_build_object('status', n.status))),
       ((o.name, o.description, o.metadata, o.external_id) IS DISTINCT FROM (n.name, n.description, n.metadata, n.external_id)
          AND o.id IS NOT NULL AND n.id IS NOT NULL,
        'project.changed', NULL,
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.description <> n.description THEN 'description' END,
          CASE WHEN o.metadata <> n.metadata THEN 'metadata' END,
          CASE WHEN o.external_id IS DISTINCT FROM n.external_id THEN 'externalId' END], NULL)))
     ) AS c(happened, action, profile_id, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION audit_project_skills() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), 'project_scope.added', 'project', n.project_id, n.project_id, n.skill_id FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), 'project_scope.removed', 'project', o.project_id, o.project_id, o.skill_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, skill_id)
    SELECT (SELECT audit_origin()), CASE WHEN n.project_id IS NULL THEN 'project_scope.removed' ELSE 'project_scope.added' END::audit_action,
           'project', coalesce(n.project_id, o.project_id), coalesce(n.project_id, o.project_id), coalesce(n.skill_id, o.skill_id)
      FROM old_rows o FULL JOIN new_rows n ON n.project_id = o.project_id AND n.skill_id = o.skill_id
     WHERE o.project_id IS NULL OR n.project_id IS NULL;
  END IF;
  RETURN NULL;
END
$$;

-- Tags are names of skills. Of the role, which is anybody's words, only that it changed.
CREATE FUNCTION audit_assignments() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'assignment.started', 'assignment', n.id, n.project_id, n.profile_id,
           jsonb_build_object('after', jsonb_build_object('tags', n.tags, 'startedAt', n.started_at, 'endedAt', n.ended_at))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'assignment.deleted', 'assignment', o.id, o.project_id, o.profile_id,
           jsonb_build_object('before', jsonb_build_object('tags', o.tags, 'startedAt', o.started_at, 'endedAt', o.ended_at))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, project_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'assignment', coalesce(n.id, o.id), coalesce(n.project_id, o.project_id),
           coalesce(n.profile_id, o.profile_id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id AND n.profile_id = o.profile_id AND n.project_id = o.project_id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'assignment.started'::audit_action,
        jsonb_build_object('after', jsonb_build_object('tags', n.tags, 'startedAt', n.started_at, 'endedAt', n.ended_at))),
       (n.id IS NULL, 'assignment.deleted',
        jsonb_build_object('before', jsonb_build_object('tags', o.tags, 'startedAt', o.started_at, 'endedAt', o.ended_at))),
       (o.id IS NOT NULL AND o.ended_at IS NULL AND n.ended_at IS NOT NULL, 'assignment.ended',
        jsonb_build_object('before', jsonb_build_object('endedAt', o.ended_at), 'after', jsonb_build_object('endedAt', n.ended_at))),
       (o.tags <> n.tags, 'assignment.retagged',
        jsonb_build_object('before', jsonb_build_object('tags', o.tags), 'after', jsonb_build_object('tags', n.tags))),
       (n.id IS NOT NULL AND (o.role <> n.role OR o.started_at <> n.started_at OR (o.ended_at IS NOT NULL AND o.ended_at IS DISTINCT FROM n.ended_at)),
        'assignment.changed',
        CASE WHEN o.started_at <> n.started_at OR (o.ended_at IS NOT NULL AND o.ended_at IS DISTINCT FROM n.ended_at)
             THEN jsonb_build_object('before', jsonb_build_object('startedAt', o.started_at, 'endedAt', o.ended_at),
                                     'after', jsonb_build_object('startedAt', n.started_at, 'endedAt', n.ended_at)) ELSE '{}' END
        || CASE WHEN o.role <> n.role THEN '{"fields": ["role"]}'::jsonb ELSE '{}' END)
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;

-- Of name, e-mail address, title, picture and external id only that they changed.
CREATE FUNCTION audit_profiles() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'person.created', 'person', n.id, n.id,
           jsonb_build_object('after', jsonb_build_object('isAdmin', n.is_admin, 'isActive', n.deactivated_at IS NULL))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), 'person.deleted', 'person', o.id, o.id,
           jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin, 'isActive', o.deactivated_at IS NULL))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
    SELECT (SELECT audit_origin()), c.action, 'person', coalesce(n.id, o.id), coalesce(n.id, o.id), c.details
      FROM old_rows o FULL JOIN new_rows n ON n.id = o.id
     CROSS JOIN LATERAL (VALUES
       (o.id IS NULL, 'person.created'::audit_action,
        jsonb_build_object('after', jsonb_build_object('isAdmin', n.is_admin, 'isActive', n.deactivated_at IS NULL))),
       (n.id IS NULL, 'person.deleted',
        jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin, 'isActive', o.deactivated_at IS NULL))),
       (o.is_admin <> n.is_admin, CASE WHEN n.is_admin THEN 'person.made_admin' ELSE 'person.admin_withdrawn' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isAdmin', o.is_admin), 'after', jsonb_build_object('isAdmin', n.is_admin))),
       (o.id = n.id AND (o.deactivated_at IS NULL) <> (n.deactivated_at IS NULL),
        CASE WHEN n.deactivated_at IS NULL THEN 'person.returned' ELSE 'person.left' END::audit_action,
        jsonb_build_object('before', jsonb_build_object('isActive', o.deactivated_at IS NULL), 'after', jsonb_build_object('isActive', n.deactivated_at IS NULL))),
       (o.id = n.id AND o.erased_at IS NULL AND n.erased_at IS NOT NULL, 'person.erased', '{}'),
       (o.id = n.id AND (o.email, o.name, o.title, o.avatar_url, o.external_id) IS DISTINCT FROM (n.email, n.name, n.title, n.avatar_url, n.external_id),
        'person.changed',
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.email <> n.email THEN 'email' END,
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.title IS DISTINCT FROM n.title THEN 'title' END,
          CASE WHEN o.avatar_url IS DISTINCT FROM n.avatar_url THEN 'avatarUrl' END,
          CASE WHEN o.external_id IS DISTINCT FROM n.external_id THEN 'externalId' END], NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;

-- A new invitation takes the place of the one before, in an INSERT or in an UPDATE. That one was used shows as a password set.
CREATE FUNCTION audit_invitations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, details)
  SELECT (SELECT audit_origin()), 'invitation.made', 'invitation', n.profile_id, n.profile_id,
         jsonb_build_object('after', jsonb_build_object('expiresAt', n.expires_at))
    FROM new_rows n;
  RETURN NULL;
END
$$;

CREATE FUNCTION audit_auth_accounts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), CASE WHEN n.password IS NULL THEN 'sign_in.added' ELSE 'sign_in.password_set' END::audit_action,
           'sign_in', n.id, n.profile_id
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()), 'sign_in.removed', 'sign_in', o.id, o.profile_id FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id)
    SELECT (SELECT audit_origin()),
           CASE WHEN n.id IS NULL THEN 'sign_in.removed' WHEN n.password IS NULL THEN 'sign_in.added' ELSE 'sign_in.password_set' END::audit_action,
           'sign_in', coalesce(n.id, o.id), coalesce(n.profile_id, o.profile_id)
      FROM old_rows o FULL JOIN new_rows n
        ON n.id = o.id AND n.profile_id = o.profile_id AND n.provider_id = o.provider_id AND n.account_id = o.account_id
     WHERE o.id IS NULL OR n.id IS NULL OR o.password IS DISTINCT FROM n.password;
  END IF;
  RETURN NULL;
END
$$;

-- The name of a token is anybody's words.
CREATE FUNCTION audit_api_tokens() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
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
       (o.id = n.id AND ((o.token_hash, o.expires_at, o.name) IS DISTINCT FROM (n.token_hash, n.expires_at, n.name)
                         OR (o.revoked_at IS NOT NULL AND o.revoked_at IS DISTINCT FROM n.revoked_at)),
        'api_token.changed',
        jsonb_build_object('fields', array_remove(ARRAY[
          CASE WHEN o.token_hash <> n.token_hash THEN 'tokenHash' END,
          CASE WHEN o.expires_at IS DISTINCT FROM n.expires_at THEN 'expiresAt' END,
          CASE WHEN o.name <> n.name THEN 'name' END,
          CASE WHEN o.revoked_at IS DISTINCT FROM n.revoked_at THEN 'revokedAt' END], NULL)))
     ) AS c(happened, action, details)
     WHERE c.happened;
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION audit_employee_skills() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'validated_skill.added', 'validated_skill', n.profile_id, n.skill_id,
           jsonb_build_object('after', jsonb_build_object('level', n.proficiency_level, 'validatedAt', n.last_validated_at, 'validatedById', n.last_validated_by_id))
      FROM new_rows n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'validated_skill.withdrawn', 'validated_skill', o.profile_id, o.skill_id,
           jsonb_build_object('before', jsonb_build_object('level', o.proficiency_level, 'validatedAt', o.last_validated_at, 'validatedById', o.last_validated_by_id))
      FROM old_rows o;
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()),
           CASE WHEN o.profile_id IS NULL THEN 'validated_skill.added' WHEN n.profile_id IS NULL THEN 'validated_skill.withdrawn'
                ELSE 'validated_skill.changed' END::audit_action,
           'validated_skill', coalesce(n.profile_id, o.profile_id), coalesce(n.skill_id, o.skill_id),
           CASE WHEN o.profile_id IS NULL THEN '{}' ELSE jsonb_build_object('before',
             jsonb_build_object('level', o.proficiency_level, 'validatedAt', o.last_validated_at, 'validatedById', o.last_validated_by_id)) END
           || CASE WHEN n.profile_id IS NULL THEN '{}' ELSE jsonb_build_object('after',
             jsonb_build_object('level', n.proficiency_level, 'validatedAt', n.last_validated_at, 'validatedById', n.last_validated_by_id)) END
      FROM old_rows o FULL JOIN new_rows n ON n.profile_id = o.profile_id AND n.skill_id = o.skill_id
     WHERE (o.profile_id, o.proficiency_level, o.last_validated_at, o.last_validated_by_id)
           IS DISTINCT FROM (n.profile_id, n.proficiency_level, n.last_validated_at, n.last_validated_by_id);
  END IF;
  RETURN NULL;
END
$$;

-- Decisions, and nothing of what waits: reports and the nightly job's flags are no changes of what is known of a person.
CREATE FUNCTION audit_suggestions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()), 'suggestion.deleted', 'suggestion', o.id, o.profile_id, o.skill_id,
           jsonb_build_object('before', jsonb_build_object('status', o.status))
      FROM old_rows o WHERE o.status <> 'PENDING';
  ELSE
    INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
    SELECT (SELECT audit_origin()),
           CASE n.status WHEN 'APPROVED' THEN 'suggestion.approved' WHEN 'ADJUSTED' THEN 'suggestion.adjusted' ELSE 'suggestion.rejected' END::audit_action,
           'suggestion', n.id, n.profile_id, n.skill_id,
           jsonb_build_object('before', jsonb_build_object('level', n.suggested_proficiency),
                              'after', jsonb_build_object('level', n.resolved_proficiency, 'resolvedById', n.resolved_by_id), 'source', n.source)
      FROM new_rows n LEFT JOIN old_rows o ON o.id = n.id AND o.profile_id = n.profile_id AND o.skill_id = n.skill_id
     WHERE n.status <> 'PENDING' AND o.status IS DISTINCT FROM n.status;
  END IF;
  RETURN NULL;
END
$$;

-- One that comes in as decided already. For each row, so that the nightly job's hundreds of thousands cost one comparison each.
CREATE FUNCTION audit_decided_suggestion() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, subject_id, profile_id, skill_id, details)
  VALUES (audit_origin(),
          CASE NEW.status WHEN 'APPROVED' THEN 'suggestion.approved' WHEN 'ADJUSTED' THEN 'suggestion.adjusted' ELSE 'suggestion.rejected' END::audit_action,
          'suggestion', NEW.id, NEW.profile_id, NEW.skill_id,
          jsonb_build_object('before', jsonb_build_object('level', NEW.suggested_proficiency),
                             'after', jsonb_build_object('level', NEW.resolved_proficiency, 'resolvedById', NEW.resolved_by_id), 'source', NEW.source));
  RETURN NULL;
END
$$;

CREATE FUNCTION audit_truncate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO audit_entries (origin_id, action, subject_type, details)
  VALUES (audit_origin(), 'table.truncated', 'log', jsonb_build_object('table', TG_TABLE_NAME));
  RETURN NULL;
END
$$;

-- An import, besides the rows that it changed. Called by the server, and by nobody without a run to tell of: counts are numbers.
CREATE FUNCTION record_import(p_kind text, p_is_whole boolean, p_counts jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_kind IS NULL OR p_kind NOT IN ('organisation', 'progress_updates') OR p_is_whole IS NULL
     OR jsonb_path_exists(p_counts, 'strict $.** ? (@.type() != "number" && @.type() != "object")') IS DISTINCT FROM false THEN
    RAISE EXCEPTION 'this is no import' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO audit_entries (origin_id, action, subject_type, details)
  VALUES (audit_origin(), 'import.run', 'import', jsonb_build_object('kind', p_kind, 'isWhole', p_is_whole, 'counts', p_counts));
END
$$;

DO $$
DECLARE
  audited text;
BEGIN
  FOREACH audited IN ARRAY ARRAY['skills', 'projects', 'project_skills', 'assignments', 'profiles', 'invitations', 'auth_accounts', 'api_tokens',
                                 'employee_skills', 'suggestions'] LOOP
    IF audited <> 'suggestions' THEN
      EXECUTE format('CREATE TRIGGER %1$s_audit_insert AFTER INSERT ON %1$s REFERENCING NEW TABLE AS new_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION audit_%1$s()', audited);
      EXECUTE format('ALTER TABLE %1$s ENABLE ALWAYS TRIGGER %1$s_audit_insert', audited);
    END IF;
    EXECUTE format('CREATE TRIGGER %1$s_audit_update AFTER UPDATE ON %1$s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
                    FOR EACH STATEMENT EXECUTE FUNCTION audit_%1$s()', audited);
    EXECUTE format('ALTER TABLE %1$s ENABLE ALWAYS TRIGGER %1$s_audit_update', audited);
    IF audited <> 'invitations' THEN
      EXECUTE format('CREATE TRIGGER %1$s_audit_delete AFTER DELETE ON %1$s REFERENCING OLD TABLE AS old_rows
                      FOR EACH STATEMENT EXECUTE FUNCTION audit_%1$s()', audited);
      EXECUTE format('ALTER TABLE %1$s ENABLE ALWAYS TRIGGER %1$s_audit_delete', audited);
    END IF;
    EXECUTE format('CREATE TRIGGER %1$s_audit_truncate AFTER TRUNCATE ON %1$s FOR EACH STATEMENT EXECUTE FUNCTION audit_truncate()', audited);
    EXECUTE format('ALTER TABLE %1$s ENABLE ALWAYS TRIGGER %1$s_audit_truncate', audited);
  END LOOP;
END
$$;
CREATE TRIGGER suggestions_audit_insert AFTER INSERT ON suggestions
  FOR EACH ROW WHEN (NEW.status <> 'PENDING') EXECUTE FUNCTION audit_decided_suggestion();
ALTER TABLE suggestions ENABLE ALWAYS TRIGGER suggestions_audit_insert;

-- What is older than this may stand without an entry: from here on nobody writes past the triggers, which are locked with
-- their tables until this commits. Hence the clock, and not the moment at which this transaction began.
INSERT INTO audit_entries (action, subject_type, recorded_at) VALUES ('log.started', 'log', date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond');

GRANT CREATE ON SCHEMA public TO skilltrace_ledger;
DO $$
DECLARE
  function_name text;
BEGIN
  FOREACH function_name IN ARRAY ARRAY['audit_origin', 'audit_skills', 'audit_projects', 'audit_project_skills', 'audit_assignments', 'audit_profiles',
      'audit_invitations', 'audit_auth_accounts', 'audit_api_tokens', 'audit_employee_skills', 'audit_suggestions', 'audit_decided_suggestion',
      'audit_truncate', 'record_import'] LOOP
    EXECUTE format('ALTER FUNCTION %I OWNER TO skilltrace_ledger', function_name);
    EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', function_name);
  END LOOP;
END
$$;
REVOKE CREATE ON SCHEMA public FROM skilltrace_ledger;
GRANT EXECUTE ON FUNCTION record_import TO skilltrace_server;
