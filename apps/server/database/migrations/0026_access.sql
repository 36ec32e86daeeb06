-- Who put a person on a project, so that the person can see it. NULL: it came with an import.
ALTER TABLE assignments ADD COLUMN assigned_by_id bigint REFERENCES profiles (id);
-- What the audit log knows of assignments that were made before. An import leaves an entry of its own in the same transaction.
UPDATE assignments a SET assigned_by_id = o.profile_id
  FROM audit_entries e JOIN audit_origins o ON o.id = e.origin_id
 WHERE e.action = 'assignment.started' AND e.subject_id = a.id AND e.profile_id = a.profile_id AND o.profile_id IS NOT NULL
   AND NOT EXISTS (SELECT FROM audit_entries i WHERE i.origin_id = o.id AND i.action = 'import.run');

-- A person's own choice: everybody who is signed in sees their validated levels, with age, and no signals.
ALTER TABLE profiles ADD COLUMN shares_validated_skills boolean NOT NULL DEFAULT false;
