/** The server's own statement, prepared in the same way. */
export const POST = {
  name: 'post',
  text: `SELECT id, project_id AS "projectId", user_id AS "userId", content, external_id AS "externalId", created_at AS "createdAt", created
  FROM post_progress_update($1, $2, $3, $4, $5, $6)`,
};
