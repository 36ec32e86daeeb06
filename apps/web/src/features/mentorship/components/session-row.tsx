import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MentorshipSession, MentorshipStatus } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { focusNames } from '../focus-words.ts';
import { isTimePast } from '../group-sessions.ts';
import { appointmentInWords } from '../local-time.ts';
import { sessionInWords } from '../session-in-words.ts';

const TONES: Record<MentorshipStatus, BadgeTone> = {
  pending: 'waiting',
  accepted: 'decided',
  completed: 'decided',
  declined: 'neutral',
  cancelled: 'neutral',
};
const statusNames = (): Record<MentorshipStatus, string> => ({
  pending: t({ message: `Pending`, context: 'mentorship session' }),
  accepted: t`Accepted`,
  completed: t({ message: `Completed`, context: 'mentorship session' }),
  declined: t`Declined`,
  cancelled: t`Canceled`,
});

export interface SessionRowProps {
  session: MentorshipSession;
  me: number;
  now: Date;
  actions?: ReactNode;
}

/** A session: the two people, the topic, the time and the status. */
export function SessionRow({ session, me, now, actions }: SessionRowProps) {
  const { sessionFocus, projectId, projectName, status, scheduledAt, completedAt, createdAt } = session;
  const appointment = scheduledAt === null ? undefined : appointmentInWords(scheduledAt, now);
  const isCalledOff = status === 'declined' || status === 'cancelled';
  const isDue = status === 'accepted' && isTimePast(session, now);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">
            <Sentence>{sessionInWords(session, me)}</Sentence>
          </span>
          <Badge tone={TONES[status]}>{statusNames()[status]}</Badge>
        </p>
        <p className="text-sm text-ink-muted">
          {focusNames()[sessionFocus]}
          {projectId !== null && (
            <>
              {' · '}
              <Link to={paths.project} params={{ projectId }} className="underline underline-offset-2">
                <UserText>{projectName ?? ''}</UserText>
              </Link>
            </>
          )}
          {' · '}
          {completedAt === null ? (
            scheduledAt === null ? (
              <Trans>no time set</Trans>
            ) : (
              <time dateTime={scheduledAt} title={exactTime(scheduledAt)}>
                {isCalledOff ? <Trans>planned for {appointment}</Trans> : appointment}
              </time>
            )
          ) : (
            <Trans>
              completed <RelativeTime at={completedAt} />
            </Trans>
          )}
          {status === 'pending' && (
            <>
              {' · '}
              <Trans>
                requested <RelativeTime at={createdAt} />
              </Trans>
            </>
          )}
        </p>
        {isDue && (
          <p className="text-sm text-waiting">
            <Sentence>{dueInWords(session, me)}</Sentence>
          </p>
        )}
      </div>
      {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}

function dueInWords({ mentorId, mentorName }: MentorshipSession, me: number): string {
  if (mentorId === me) return t`The scheduled time has passed. Complete the session if it took place, or cancel it.`;
  const mentor = isolate(mentorName);
  return t`The scheduled time has passed. ${mentor} has not completed the session yet.`;
}
