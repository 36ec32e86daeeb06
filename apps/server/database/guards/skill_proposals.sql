-- Which skills people may propose, and that an answer is final.
--   SK008  an answer was changed, a proposal got another person or time, or a new one is answered
--   SK460  the person has as many waiting proposals as one person may have (MOST_WAITING_PROPOSALS in packages/domain/src/limits.ts)
--   SK461  an active skill has this name or alias
CREATE OR REPLACE FUNCTION check_new_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- The server may insert no status, except on a Citus cluster, where default values count as inserted.
  IF NEW.status <> 'waiting' THEN
    RAISE EXCEPTION 'a new proposal waits' USING ERRCODE = 'SK008';
  END IF;
  -- Simultaneous requests of one person would not see each other's rows.
  PERFORM pg_advisory_xact_lock(hashtextextended('proposed skills of a person', NEW.profile_id));
  -- The unique index rejects a second proposal of the same name.
  IF (SELECT count(*) FROM skill_proposals p WHERE p.profile_id = NEW.profile_id AND p.status = 'waiting' AND p.name <> NEW.name) >= 20 THEN
    RAISE EXCEPTION 'person % has too many waiting proposals', NEW.profile_id USING ERRCODE = 'SK460';
  END IF;
  -- Waits for a simultaneous answer to this name, so that no proposal waits for a name that was just answered.
  PERFORM hold_proposed_name(NEW.name);
  IF EXISTS (SELECT FROM skill_names n JOIN skills k ON k.id = n.skill_id AND k.is_active WHERE n.name = NEW.name) THEN
    RAISE EXCEPTION 'a skill has this name' USING ERRCODE = 'SK461';
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER skill_proposals_checked BEFORE INSERT ON skill_proposals FOR EACH ROW EXECUTE FUNCTION check_new_proposal();

-- An erasure still replaces the texts of an answered proposal.
CREATE OR REPLACE FUNCTION refuse_change_of_proposal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'proposal % stays', OLD.id USING ERRCODE = 'SK008';
END
$$;
CREATE OR REPLACE TRIGGER skill_proposals_stay BEFORE UPDATE ON skill_proposals FOR EACH ROW
  WHEN ((OLD.profile_id, OLD.created_at) IS DISTINCT FROM (NEW.profile_id, NEW.created_at)
        OR OLD.status <> 'waiting' AND (OLD.status, OLD.answered_at, OLD.answered_by_id) IS DISTINCT FROM (NEW.status, NEW.answered_at, NEW.answered_by_id))
  EXECUTE FUNCTION refuse_change_of_proposal();
ALTER TABLE skill_proposals ENABLE ALWAYS TRIGGER skill_proposals_stay;
