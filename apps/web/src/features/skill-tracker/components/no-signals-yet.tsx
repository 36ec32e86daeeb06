import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { paths } from '#config/paths.ts';
import { isolate } from '#lib/isolate.ts';

/** Replaces the charts of a person without signals. `name` is undefined for the viewer. */
export function NoSignalsYet({ name }: { name: string | undefined }) {
  const person = name === undefined ? undefined : isolate(name);
  return (
    <EmptyState
      title={t`No signals yet`}
      action={
        <Link to={paths.projects} className={buttonClass('primary')}>
          {person === undefined ? <Trans>Find a project and post an update</Trans> : <Trans>Show projects</Trans>}
        </Link>
      }
    >
      {person === undefined
        ? t`You get signals when you join a project that declares skills, when you post an update on it, and when it is completed. A Tech Lead adds people to projects.`
        : t`${person} gets signals by joining a project that declares skills, by posting updates on it, and when it is completed.`}
    </EmptyState>
  );
}

/** Replaces the charts if a past day or a project has no signals. */
export function NoSignalsHere({ isPast, onShowAll }: { isPast: boolean; onShowAll: () => void }) {
  if (isPast)
    return (
      <EmptyState title={t`No signals on that day`}>
        <Trans>Imported work counts from the day of the import, even if it happened earlier.</Trans>
      </EmptyState>
    );
  return (
    <EmptyState
      title={t`No signals from this project`}
      action={
        <Button onClick={onShowAll}>
          <Trans>Show all projects</Trans>
        </Button>
      }
    >
      <Trans>A project creates signals only for the skills that it declares.</Trans>
    </EmptyState>
  );
}
