/** The columns of a person, as those see them who may see all of it. */
export const PROFILE_COLUMNS = `
  id, name, title, avatar_url AS "avatarUrl", email, is_admin AS "isAdmin", deactivated_at IS NULL AS "isActive", created_at AS "createdAt"`;
