import type { MentorshipStatus, UpdateMentorshipBody } from '@skilltrace/contract';
import { DomainError, forbidden } from '../platform/errors/domain-error.js';

/** What somebody is to a session. An admin who is its intern or mentor acts as that. */
export type SessionStanding = 'intern' | 'mentor' | 'admin';

const moves: Record<MentorshipStatus, readonly MentorshipStatus[]> = {
  pending: ['accepted', 'declined', 'cancelled'],
  accepted: ['completed', 'cancelled'],
  declined: [],
  completed: [],
  cancelled: [],
};

const movers: Record<MentorshipStatus, readonly SessionStanding[]> = {
  // Nothing moves back to pending, whoever asks: that is the state's refusal, not the person's.
  pending: ['intern', 'mentor', 'admin'],
  accepted: ['mentor'],
  declined: ['mentor'],
  completed: ['mentor'],
  cancelled: ['intern', 'mentor', 'admin'],
};

/**
 * Decides whether a session of that status may be changed so: pending → accepted, declined or cancelled;
 * accepted → completed or cancelled. The mentor accepts, declines and completes, either cancels, admins cancel. The time
 * is for intern and mentor to set, as long as the session is ahead. Who may not is told so before what cannot be.
 *
 * @throws FORBIDDEN for who may not make this change in any state, CONFLICT for what the state does not allow
 */
export function decideSessionChange(status: MentorshipStatus, standing: SessionStanding, change: UpdateMentorshipBody): void {
  const to = change.status;
  if (to !== undefined && !movers[to].includes(standing)) throw forbidden(`Only the mentor may set a session to ${to}.`);
  if (change.scheduledAt !== undefined && standing === 'admin') throw forbidden('Only its intern and its mentor may schedule a session.');
  if (to !== undefined && !moves[status].includes(to))
    throw new DomainError('CONFLICT', `A session that is ${status} cannot be set to ${to}.`);
  if (change.scheduledAt !== undefined && moves[to ?? status].length === 0) {
    throw new DomainError('CONFLICT', `A session that is ${to ?? status} cannot be scheduled.`);
  }
}
