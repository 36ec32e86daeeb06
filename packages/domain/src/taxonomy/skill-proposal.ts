/** `waiting` until an admin answers. An answer never changes again. */
export const SKILL_PROPOSAL_STATUSES = ['waiting', 'accepted', 'declined'] as const;
export type SkillProposalStatus = (typeof SKILL_PROPOSAL_STATUSES)[number];
