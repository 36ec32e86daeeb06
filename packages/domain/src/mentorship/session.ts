/** The topic of a mentorship session, chosen by its intern. */
export const SESSION_FOCUSES = ['project_support', 'technical_guidance', 'career_guidance', 'life_leadership', 'alumni_advice'] as const;
export type SessionFocus = (typeof SESSION_FOCUSES)[number];

export const MENTORSHIP_STATUSES = ['pending', 'accepted', 'declined', 'completed', 'cancelled'] as const;
export type MentorshipStatus = (typeof MENTORSHIP_STATUSES)[number];

const MOVES: Record<MentorshipStatus, readonly MentorshipStatus[]> = {
  pending: ['accepted', 'declined', 'cancelled'],
  accepted: ['completed', 'cancelled'],
  declined: [],
  completed: [],
  cancelled: [],
};

/** Whether a session can change from one status to another, regardless of the caller. */
export const canMove = (from: MentorshipStatus, to: MentorshipStatus): boolean => MOVES[from].includes(to);

/** Whether a session is still pending or accepted. All others have ended and never change again. */
export const isOpen = (status: MentorshipStatus): boolean => MOVES[status].length > 0;
