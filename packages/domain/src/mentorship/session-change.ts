import { canMove, isOpen, type MentorshipStatus } from './session.ts';

/** The role of a person in a session. An admin who is its intern or mentor has that role. */
export type SessionRole = 'intern' | 'mentor' | 'admin';

/** Returns the role of this person in a session; undefined for an outsider. */
export function roleIn(session: { internId: number; mentorId: number }, personId: number, isAdmin: boolean): SessionRole | undefined {
  if (personId === session.mentorId) return 'mentor';
  if (personId === session.internId) return 'intern';
  return isAdmin ? 'admin' : undefined;
}

/** A new status, a new time (`null` removes it), or both. */
export interface SessionChange {
  status?: MentorshipStatus;
  scheduledAt?: string | null;
}

/** Why a session cannot be changed in this way. */
export interface SessionChangeProblem {
  /** `FORBIDDEN`: this person can never make the change. `CONFLICT`: the current status does not allow it. */
  code: 'FORBIDDEN' | 'CONFLICT';
  sentence:
    | 'Only the mentor may set a session to {to}.'
    | 'Only the intern and the mentor may schedule a session.'
    | 'A session that is {status} cannot be set to {to}.'
    | 'A session that is {status} cannot be scheduled.';
  /** The values in the sentence. */
  params?: Record<string, string>;
}

const MOVERS: Record<MentorshipStatus, readonly SessionRole[]> = {
  // No caller can return a session to pending. That is a matter of status, not of role.
  pending: ['intern', 'mentor', 'admin'],
  accepted: ['mentor'],
  declined: ['mentor'],
  completed: ['mentor'],
  cancelled: ['intern', 'mentor', 'admin'],
};

/**
 * Decides whether a session with this status may be changed. The mentor accepts, declines and completes; intern, mentor and
 * admins cancel. Intern and mentor set the time while the session is open. The role is checked before the status.
 *
 * @returns undefined if the change is allowed
 */
export function sessionChangeProblem(
  status: MentorshipStatus,
  role: SessionRole,
  { status: to, scheduledAt }: SessionChange,
): SessionChangeProblem | undefined {
  if (to !== undefined && !MOVERS[to].includes(role))
    return { code: 'FORBIDDEN', sentence: 'Only the mentor may set a session to {to}.', params: { to } };
  if (scheduledAt !== undefined && role === 'admin')
    return { code: 'FORBIDDEN', sentence: 'Only the intern and the mentor may schedule a session.' };
  if (to !== undefined && !canMove(status, to))
    return { code: 'CONFLICT', sentence: 'A session that is {status} cannot be set to {to}.', params: { status, to } };
  if (scheduledAt !== undefined && !isOpen(to ?? status))
    return { code: 'CONFLICT', sentence: 'A session that is {status} cannot be scheduled.', params: { status: to ?? status } };
  return undefined;
}
