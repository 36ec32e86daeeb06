import type { MentorshipSession, MentorshipStatus } from '@skilltrace/contract';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';
import { isolate } from '#lib/isolate.ts';
import { showStatus } from '#lib/status.ts';
import { useNow } from '#lib/use-now.ts';
import { isConflict, useChangeSession } from '../api/change-session.ts';
import { isTimePast } from '../group-sessions.ts';
import { movesOf, type Move } from '../session-moves.ts';
import { ScheduleDialog } from './schedule-dialog.tsx';

const LABELS: Record<Move, string> = {
  accept: 'Accept',
  decline: 'Decline',
  complete: 'Complete',
  schedule: 'Change the time',
  cancel: 'Cancel',
};

type Asked = 'decline' | 'complete' | 'cancel';
const QUESTIONS: Record<Asked, { status: MentorshipStatus; title: string; what: string; action: string; done: string }> = {
  decline: {
    status: 'declined',
    title: 'Decline',
    what: 'It is over then, and cannot be taken up again; who asked can ask anew.',
    action: 'Decline',
    done: 'The session is declined.',
  },
  complete: {
    status: 'completed',
    title: 'Complete',
    what: 'It is kept under Past, and cannot be opened again. It leaves no trace in the skill charts.',
    action: 'It was held',
    done: 'The session is completed.',
  },
  cancel: {
    status: 'cancelled',
    title: 'Cancel',
    what: 'It is over then for both sides, and cannot be taken up again; either can ask for another.',
    action: 'Cancel the session',
    done: 'The session is cancelled.',
  },
};

export interface SessionActionsProps {
  session: MentorshipSession;
  me: number;
  isAdmin: boolean;
}

/** What this person may do with a session. Whatever cannot be taken back asks first. */
export function SessionActions({ session, me, isAdmin }: SessionActionsProps) {
  const now = useNow();
  const isDue = session.scheduledAt === null || isTimePast(session, now);
  const moves = movesOf(session, me, isAdmin);
  const [asking, setAsking] = useState<Asked | 'schedule'>();
  const change = useChangeSession();
  const { internId, internName, mentorId, mentorName } = session;
  const [mentor, intern] = [isolate(mentorName), isolate(internName)];
  const about = mentorId === me ? intern : internId === me ? mentor : `${mentor} and ${intern}`;

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
  const press = (move: Move) => (move === 'accept' ? moveTo('accepted', `The session with ${about} is accepted.`) : setAsking(move));
  const question = asking !== undefined && asking !== 'schedule' ? QUESTIONS[asking] : undefined;

  return (
    <>
      {moves.map((move) => (
        <Button
          key={move}
          size="sm"
          variant={move === 'accept' || (move === 'complete' && isDue) ? 'primary' : 'secondary'}
          isBusy={change.isPending && move === 'accept'}
          onClick={() => press(move)}
        >
          {move === 'schedule' && session.scheduledAt === null ? 'Set a time' : LABELS[move]}
          <span className="sr-only">
            {' '}
            the session with <Sentence>{about}</Sentence>
          </span>
        </Button>
      ))}
      {change.error && asking === undefined && !isConflict(change.error) && (
        <p role="alert" className="basis-full text-sm text-failed">
          {toApiProblem(change.error).detail} Nothing was changed; try again.
        </p>
      )}
      {question && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && close()}
          title={`${question.title} the session with ${about}?`}
          action={question.action}
          dismiss="Back"
          isDanger={question.status === 'cancelled'}
          isBusy={change.isPending}
          error={isConflict(change.error) ? undefined : change.error}
          onConfirm={() => moveTo(question.status, question.done)}
        >
          {question.what}
        </ConfirmDialog>
      )}
      {asking === 'schedule' && <ScheduleDialog session={session} onClose={close} />}
    </>
  );
}
