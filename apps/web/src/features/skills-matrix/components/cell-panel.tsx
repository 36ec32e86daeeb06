import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { MatrixCell, MatrixPerson, MatrixSkill } from '@skilltrace/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { validationInboxQuery } from '#lib/api/validation-inbox.ts';
import { agoInWords } from '#lib/format/ago.ts';
import { levelName } from '#lib/format/names-of-values.ts';
import { exactTime } from '#lib/format/time.ts';
import { mayOpenInbox } from '#lib/session/may-open.ts';
import { useSession } from '#lib/session/session.ts';
import type { Period } from '#lib/time-range.ts';
import { rangePhrase } from '#components/charts/range-words.ts';
import { evidenceInWords } from '../cell-words.ts';
import type { MatrixSearch } from '../matrix-search.ts';

export interface CellPanelProps {
  person: MatrixPerson;
  skill: MatrixSkill;
  cell: MatrixCell | undefined;
  period: Period;
  search: MatrixSearch;
  now: Date;
}

/** The facts of one cell in words, with links to its signals and its validation. */
export function CellPanel({ person, skill, cell, period, search, now }: CellPanelProps) {
  const session = useSession();
  const maySeeSignals = session.maySeeSkills || session.profile.id === person.profileId;
  const range = rangePhrase(period);
  const { range: shownRange, from, to, asOf } = search;
  return (
    <div className="grid w-72 gap-3">
      <PanelHeading over={person.name}>{skill.name}</PanelHeading>
      <dl className="grid gap-2">
        <div>
          <dt className="text-sm text-ink-muted">
            <Trans>Validated level</Trans>
          </dt>
          <dd className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Level cell={cell} now={now} />
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-muted">
            <Trans comment="A heading: signals in the last 12 months">Signals {range}</Trans>
          </dt>
          <dd>
            {maySeeSignals ? (
              evidenceInWords(cell ?? { signals: 0, lastSignalAt: null }, now)
            ) : (
              <Trans>This person shares only validated levels.</Trans>
            )}
          </dd>
        </div>
      </dl>
      <div className="flex flex-wrap gap-2">
        {maySeeSignals && (
          <Link
            to={paths.skillTracker}
            params={{ personId: person.profileId }}
            search={{ skill: skill.skillId, range: from === undefined ? (shownRange ?? '1y') : undefined, from, to, asOf }}
            className={buttonClass('primary', 'sm')}
          >
            <Trans>Signals</Trans>
          </Link>
        )}
        <Link to={paths.profile} params={{ personId: person.profileId }} className={buttonClass('secondary', 'sm')}>
          <Trans comment="Opens the profile of a person, which lists their validated skills">Validation</Trans>
        </Link>
        {mayOpenInbox(session) && <DecideLink person={person} skill={skill} />}
      </div>
    </div>
  );
}

function Level({ cell, now }: { cell: MatrixCell | undefined; now: Date }) {
  if (!cell?.proficiencyLevel || cell.lastValidatedAt === null)
    return (
      <span>
        <Trans>not validated</Trans>
      </span>
    );
  return (
    <>
      <Badge>{levelName(cell.proficiencyLevel)}</Badge>
      <time dateTime={cell.lastValidatedAt} title={exactTime(cell.lastValidatedAt)}>
        {agoInWords(cell.lastValidatedAt, now)}
      </time>
      {cell.isStale && <Badge tone="waiting">{t`Stale`}</Badge>}
    </>
  );
}

/** A link to the pending suggestion for this person and skill, if it waits for the viewer's decision. */
function DecideLink({ person: { profileId }, skill: { skillId } }: Pick<CellPanelProps, 'person' | 'skill'>) {
  const inbox = useQuery(validationInboxQuery).data;
  for (const { projectId, employees } of inbox ? [...inbox.projects, { projectId: undefined, employees: inbox.unassigned }] : []) {
    const suggestion = employees
      .find((employee) => employee.profileId === profileId)
      ?.suggestions.find((waiting) => waiting.skillId === skillId);
    if (suggestion)
      return (
        <Link
          to={paths.inbox}
          search={{ project: projectId, person: profileId, suggestion: suggestion.id }}
          className={buttonClass('secondary', 'sm')}
        >
          <Trans>Decide in the inbox</Trans>
        </Link>
      );
  }
  return null;
}

/** What can be done with a column. */
export function SkillPanel({ skill, asOf, onSort }: { skill: MatrixSkill; asOf: string | undefined; onSort: () => void }) {
  return (
    <div className="grid w-64 gap-3">
      <PanelHeading over={skill.category}>{skill.name}</PanelHeading>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" variant="primary" onClick={onSort}>
          <Trans>Sort by level</Trans>
        </Button>
        <Link to={paths.whoKnows} search={{ skill: [skill.skillId], asOf }} className={buttonClass('secondary', 'sm')}>
          <Trans>Who knows it</Trans>
        </Link>
      </div>
    </div>
  );
}

const PanelHeading = ({ over, children }: { over: string; children: ReactNode & string }) => (
  <p className="grid">
    <span className="text-sm wrap-anywhere text-ink-muted">
      <UserText>{over}</UserText>
    </span>
    <strong className="wrap-anywhere font-semibold">
      <UserText>{children}</UserText>
    </strong>
  </p>
);
