/** The columns of an update with the names of person and project. `u` are rows of `progress_updates`. */
export const SHOWN_COLUMNS = `
  u.id, u.project_id AS "projectId", u.user_id AS "userId", u.content, u.external_id AS "externalId", u.created_at AS "createdAt", u.edited_at AS "editedAt",
  (SELECT name FROM profiles WHERE id = u.user_id) AS "userName", (SELECT name FROM projects WHERE id = u.project_id) AS "projectName"`;
