import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#config/paths.ts';
import { isolate } from '#lib/isolate.ts';

/** In place of the charts of somebody who has none yet. */
export function NoSignalsYet({ name }: { name: string | undefined }) {
  return (
    <EmptyState
      title="No signals yet"
      action={
        <Link to={paths.projects} className={buttonClass('primary')}>
          {name === undefined ? 'Find a project and post an update' : 'See the projects'}
        </Link>
      }
    >
      {name === undefined
        ? 'Signals come from work: from joining a project that declares skills, from each update you post on it, and from completing it. A Tech Lead adds people to projects.'
        : `Signals come from work: ${isolate(name)} gets them by joining a project that declares skills, by posting updates on it, and when it is completed.`}
    </EmptyState>
  );
}

/** In place of the charts where what was chosen leaves nothing: a past day, or a project. */
export function NoSignalsHere({ isPast, onShowAll }: { isPast: boolean; onShowAll: () => void }) {
  return (
    <EmptyState
      title={isPast ? 'The ledger held nothing of this on that day' : 'No signals from this project'}
      action={isPast ? undefined : <Button onClick={onShowAll}>Show all projects</Button>}
    >
      {isPast
        ? 'What happened earlier and was imported since counts from the day of the import.'
        : 'A project leaves signals only for the skills that it declares.'}
    </EmptyState>
  );
}
