import { canMove, isOpen, type MentorshipStatus } from './session.ts';

/** The part of a person in a session. An admin who is its intern or mentor acts as that. */
export type SessionRole = 'intern' | 'mentor' | 'admin';

/** The part of this person in a session; undefined for an outsider. */
export function roleIn(session: { internId: number; mentorId: number }, personId: number, isAdmin: boolean): SessionRole | undefined {
  if (personId === session.mentorId) return 'mentor';
  if (personId === session.internId) return 'intern';
  return isAdmin ? 'admin' : undefined;
}

/** A new status, a new time (`null`: no time), or both. */
export interface SessionChange {
  status?: MentorshipStatus;
  scheduledAt?: string | null;
}

/** Why a session cannot be changed so. */
export interface SessionChangeProblem {
  /** `FORBIDDEN`: this person may not make the change in any state. `CONFLICT`: the state does not allow it. */
  code: 'FORBIDDEN' | 'CONFLICT';
  sentence:
    | 'Only the mentor may set a session to {to}.'
    | 'Only its intern and its mentor may schedule a session.'
    | 'A session that is {status} cannot be set to {to}.'
    | 'A session that is {status} cannot be scheduled.';
  /** The values in the sentence. */
  params?: Record<string, string>;
}

const MOVERS: Record<MentorshipStatus, readonly SessionRole[]> = {
  // No session returns to pending, for any caller: the state refuses that, not the person's role.
  pending: ['intern', 'mentor', 'admin'],
  accepted: ['mentor'],
  declined: ['mentor'],
  completed: ['mentor'],
  cancelled: ['intern', 'mentor', 'admin'],
};

/**
 * Decides whether a session of that status may be changed so. The mentor accepts, declines and completes; intern, mentor and
 * admins cancel. Intern and mentor set the time, as long as the session is ahead. The person is checked before the state.
 *
 * @returns undefined for an allowed change
 */
export function sessionChangeProblem(
  status: MentorshipStatus,
  role: SessionRole,
  { status: to, scheduledAt }: SessionChange,
): SessionChangeProblem | undefined {
  if (to !== undefined && !MOVERS[to].includes(role))
    return { code: 'FORBIDDEN', sentence: 'Only the mentor may set a session to {to}.', params: { to } };
  if (scheduledAt !== undefined && role === 'admin')
    return { code: 'FORBIDDEN', sentence: 'Only its intern and its mentor may schedule a session.' };
  if (to !== undefined && !canMove(status, to))
    return { code: 'CONFLICT', sentence: 'A session that is {status} cannot be set to {to}.', params: { status, to } };
  if (scheduledAt !== undefined && !isOpen(to ?? status))
    return { code: 'CONFLICT', sentence: 'A session that is {status} cannot be scheduled.', params: { status: to ?? status } };
  return undefined;
}
