import type { MentorshipSession, MentorshipStatus } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { exactTime } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { FOCUS_WORDS } from '../focus-words.ts';
import { isTimePast } from '../group-sessions.ts';
import { appointmentInWords } from '../local-time.ts';
import { whoInWords } from '../who-in-words.ts';

const STATUS: Record<MentorshipStatus, { word: string; tone: BadgeTone }> = {
  pending: { word: 'Asked for', tone: 'waiting' },
  accepted: { word: 'Accepted', tone: 'decided' },
  completed: { word: 'Completed', tone: 'decided' },
  declined: { word: 'Declined', tone: 'neutral' },
  cancelled: { word: 'Cancelled', tone: 'neutral' },
};

export interface SessionRowProps {
  session: MentorshipSession;
  me: number;
  now: Date;
  actions?: ReactNode;
}

/** A session: who with whom, about what, when, how it stands. */
export function SessionRow({ session, me, now, actions }: SessionRowProps) {
  const { sessionFocus, projectId, projectName, status, scheduledAt, completedAt, createdAt } = session;
  const isOff = status === 'declined' || status === 'cancelled';
  const isDue = status === 'accepted' && isTimePast(session, now);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">
            <Sentence>{whoInWords(session, me)}</Sentence>
          </span>
          <Badge tone={STATUS[status].tone}>{STATUS[status].word}</Badge>
        </p>
        <p className="text-sm text-ink-muted">
          {FOCUS_WORDS[sessionFocus]}
          {projectId !== null && (
            <>
              {' about '}
              <Link to={paths.project} params={{ projectId }} className="underline underline-offset-2">
                <UserText>{projectName ?? ''}</UserText>
              </Link>
            </>
          )}
          {' · '}
          {completedAt === null ? (
            scheduledAt === null ? (
              'no time yet'
            ) : (
              <time dateTime={scheduledAt} title={exactTime(scheduledAt)}>
                {isOff && 'for '}
                {appointmentInWords(scheduledAt, now)}
              </time>
            )
          ) : (
            <>
              completed <RelativeTime at={completedAt} />
            </>
          )}
          {status === 'pending' && (
            <>
              {' · asked '}
              <RelativeTime at={createdAt} />
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

const dueInWords = ({ mentorId, mentorName }: MentorshipSession, me: number): string =>
  mentorId === me
    ? 'Its time has passed: say whether it was held.'
    : `Its time has passed: ${isolate(mentorName)} says whether it was held.`;
