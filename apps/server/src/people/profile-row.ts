/** The columns of a person that the person and admins see. */
export const PROFILE_COLUMNS = `
  id, name, title, avatar_url AS "avatarUrl", email, is_admin AS "isAdmin", deactivated_at IS NULL AS "isActive", created_at AS "createdAt",
  shares_validated_skills AS "sharesValidatedSkills", language`;
