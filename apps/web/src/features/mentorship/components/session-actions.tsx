import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MentorshipSession, MentorshipStatus } from '@skilltrace/contract';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { listInWords } from '#lib/format/list-in-words.ts';
import { showStatus } from '#lib/status.ts';
import { useNow } from '#lib/use-now.ts';
import { isConflict, useChangeSession } from '../api/change-session.ts';
import { isTimePast } from '../group-sessions.ts';
import { movesOf, type Move } from '../session-moves.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

type Asked = 'decline' | 'complete' | 'cancel';

interface Question {
  status: MentorshipStatus;
  title: string;
  consequence: string;
  action: string;
  done: string;
}

/** @param people the other person of the session, or both of them */
const questions = (people: string): Record<Asked, Question> => ({
  decline: {
    status: 'declined',
    title: t`Decline the session with ${people}?`,
    consequence: t`This ends the request. The requester can send a new one.`,
    action: t`Decline`,
    done: t`Session declined`,
  },
  complete: {
    status: 'completed',
    title: t`Complete the session with ${people}?`,
    consequence: t`The session moves to Past, and you cannot reopen it. Sessions do not affect the skill charts.`,
    action: t`Complete session`,
    done: t`Session completed`,
  },
  cancel: {
    status: 'cancelled',
    title: t`Cancel the session with ${people}?`,
    consequence: t`This ends the session for both people and cannot be undone. Either of them can request a new session.`,
    action: t`Cancel session`,
    done: t`Session canceled`,
  },
});

/** The text of the button, and its accessible name, which also names the people. */
function labelOf(move: Move, people: string, hasTime: boolean): [text: string, name: string] {
  switch (move) {
    case 'accept':
      return [t`Accept`, t`Accept the session with ${people}`];
    case 'decline':
      return [t`Decline`, t`Decline the session with ${people}`];
    case 'complete':
      return [t`Complete`, t`Complete the session with ${people}`];
    case 'schedule':
      return hasTime
        ? [t`Change time`, t`Change time of the session with ${people}`]
        : [t`Set time`, t`Set time of the session with ${people}`];
    case 'cancel':
      return [
        t({ message: `Cancel`, context: 'mentorship session', comment: 'Button that cancels a session' }),
        t`Cancel the session with ${people}`,
      ];
  }
}

export interface SessionActionsProps {
  session: MentorshipSession;
  me: number;
  isAdmin: boolean;
}

/** The buttons for a session. A change that cannot be undone asks for confirmation. */
export function SessionActions({ session, me, isAdmin }: SessionActionsProps) {
  const now = useNow();
  const isDue = session.scheduledAt === null || isTimePast(session, now);
  const moves = movesOf(session, me, isAdmin);
  const [asking, setAsking] = useState<Asked | 'schedule'>();
  const change = useChangeSession();
  const { internId, internName, mentorId, mentorName } = session;
  const people = listInWords(mentorId === me ? [internName] : internId === me ? [mentorName] : [mentorName, internName]);

  const close = () => {
    setAsking(undefined);
    change.reset();
  };
  const moveTo = (status: MentorshipStatus, done: string) =>
    change.mutate(
      { id: session.id, status },
      {
        onSuccess: () => {
          setAsking(undefined);
          showStatus({ text: done, tone: 'decided' });
        },
        onError: (error) => {
          if (isConflict(error)) setAsking(undefined);
        },
      },
    );
  const press = (move: Move) => (move === 'accept' ? moveTo('accepted', t`Session with ${people} accepted`) : setAsking(move));
  const question = asking !== undefined && asking !== 'schedule' ? questions(people)[asking] : undefined;

  const detail = change.error ? toApiProblem(change.error).detail : '';

  return (
    <>
      {moves.map((move) => {
        const [text, name] = labelOf(move, people, session.scheduledAt !== null);
        return (
          <Button
            key={move}
            size="sm"
            variant={move === 'accept' || (move === 'complete' && isDue) ? 'primary' : 'secondary'}
            isBusy={change.isPending && move === 'accept'}
            aria-label={name}
            onClick={() => press(move)}
          >
            {text}
          </Button>
        );
      })}
      {change.error && asking === undefined && !isConflict(change.error) && (
        <p role="alert" className="basis-full text-sm text-failed">
          <Trans>{detail} The session was not changed. Try again.</Trans>
        </p>
      )}
      {question && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && close()}
          title={question.title}
          action={question.action}
          dismiss={t`Back`}
          isDanger={question.status === 'cancelled'}
          isBusy={change.isPending}
          error={isConflict(change.error) ? undefined : change.error}
          onConfirm={() => moveTo(question.status, question.done)}
        >
          {question.consequence}
        </ConfirmDialog>
      )}
      {asking === 'schedule' && <ScheduleDialog session={session} onClose={close} />}
    </>
  );
}
