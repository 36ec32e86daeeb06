import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ShownProgressUpdate } from '@skilltrace/contract';
import { Link } from '@tanstack/react-router';
import { sourceFill } from '#components/charts/source-mark.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { exactTime } from '#lib/format/time.ts';
import { zonedFormat } from '#lib/zone.ts';
import type { SignalEvent } from '../group-signals.ts';

const clock = zonedFormat({ timeStyle: 'short' });

export interface SignalEventRowProps {
  event: SignalEvent;
  /** The progress update, once it is loaded and if this person may read it. */
  update: ShownProgressUpdate | undefined;
  isUpdatePending: boolean;
  /** The name of the project that was joined or completed. */
  projectName: string | undefined;
}

const linkClass = 'inline-block py-0.5 font-medium underline decoration-line-strong underline-offset-2 hover:decoration-current';

/** An event with a link to its source, and the skills of its signals. */
export function SignalEventRow({ event, update, isUpdatePending, projectName }: SignalEventRowProps) {
  const isUpdate = event.sourceType === 'update';
  return (
    <article className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 border-b border-line py-2.5">
      <span aria-hidden="true" className={cx('mt-1 size-3 rounded-[2px]', sourceFill[isUpdate ? 'update' : 'project'])} />
      <div className="grid min-w-0 gap-1">
        <div className="flex min-w-0 items-baseline justify-between gap-3">
          {isUpdate ? <UpdateLink update={update} isPending={isUpdatePending} /> : <ProjectLink event={event} name={projectName} />}
          <time dateTime={event.createdAt} title={exactTime(event.createdAt)} className="shrink-0 text-sm text-ink-faint">
            {clock(new Date(event.createdAt))}
          </time>
        </div>
        {update && (
          <p dir="auto" className="line-clamp-2 max-w-text wrap-anywhere text-ink-muted">
            {update.content.slice(0, 400)}
          </p>
        )}
        {isUpdate && !update && isUpdatePending && <Skeleton className="h-10 w-4/5" />}
        <ul aria-label={t`Skills`} className="flex flex-wrap gap-1">
          {event.skills.map(({ id, name }) => (
            <li key={id}>
              <Badge>
                <UserText>{name}</UserText>
              </Badge>
            </li>
          ))}
        </ul>
      </div>
    </article>
  );
}

function UpdateLink({ update, isPending }: { update: ShownProgressUpdate | undefined; isPending: boolean }) {
  if (!update) return <span className="text-ink-muted">{isPending ? t`Update` : t`Update that you cannot read`}</span>;
  const project = <UserText>{update.projectName}</UserText>;
  return (
    <Link to={paths.project} params={{ projectId: update.projectId }} search={{ tab: 'updates', update: update.id }} className={linkClass}>
      <Trans>Update on {project}</Trans>
    </Link>
  );
}

function ProjectLink({ event, name }: { event: SignalEvent; name: string | undefined }) {
  return (
    <Link to={paths.project} params={{ projectId: event.sourceId }} className={linkClass}>
      <ProjectEvent isCompleted={event.signalType === 'completed'} name={name} />
    </Link>
  );
}

function ProjectEvent({ isCompleted, name }: { isCompleted: boolean; name: string | undefined }) {
  if (name === undefined) return isCompleted ? <Trans>Completed a project</Trans> : <Trans>Joined a project</Trans>;
  const project = <UserText>{name}</UserText>;
  if (isCompleted) return <Trans comment="A person completed this project">Completed {project}</Trans>;
  return <Trans comment="A person joined this project">Joined {project}</Trans>;
}
