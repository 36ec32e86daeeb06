import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ChevronDownIcon, ChevronRightIcon } from '@radix-ui/react-icons';
import type { ProjectForViewer } from '@skilltrace/contract';
import { PROFICIENCY_LEVELS } from '@skilltrace/domain/validation/proficiency';
import { useId } from 'react';
import { Badge } from '#components/ui/badge.tsx';
import { RelativeTime } from '#components/ui/relative-time.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { levelName } from '#lib/format/names-of-values.ts';
import { inDigits } from '#lib/format/number.ts';
import { validatedPeople, type CoverageView, type CoveredSkill } from '../coverage-rows.ts';
import type { ProjectPermissions } from '../project-permissions.ts';
import { CoveredPeople } from './covered-people.tsx';

export const COLUMNS = 'md:grid-cols-[minmax(0,1fr)_minmax(0,16rem)_8rem_minmax(0,19rem)]';

export interface CoverageSkillProps {
  skill: CoveredSkill;
  /** The highest number of signals in the list, which is a full bar. */
  most: number;
  project: ProjectForViewer;
  permissions: ProjectPermissions;
  view: CoverageView;
  onView: (view: Partial<CoverageView>) => void;
}

/** A declared skill: its signals from the project, the validated levels of the people on it, and on demand these people. */
export function CoverageSkill({ skill, most, project, permissions, view, onView }: CoverageSkillProps) {
  const { skillId, name, signals, peopleWithSignals, lastSignalAt, levels } = skill;
  const isOpen = view.skillId === skillId;
  const id = useId();
  const Arrow = isOpen ? ChevronDownIcon : ChevronRightIcon;
  return (
    <li className="border-b border-line bg-surface last:border-b-0">
      <div className={`grid gap-x-4 gap-y-1.5 px-4 py-2 md:items-center ${COLUMNS}`}>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          className="flex min-h-8 min-w-0 items-center gap-2 text-start font-medium underline-offset-2 hover:underline"
          onClick={() => onView({ skillId: isOpen ? undefined : skillId, person: undefined })}
        >
          <Arrow className="shrink-0 text-ink-muted rtl:-scale-x-100" />
          <span className="min-w-0 wrap-anywhere">
            <UserText>{name}</UserText>
          </span>
        </button>
        <div className="grid gap-1">
          {signals === 0 ? (
            <strong className="font-semibold">
              <Trans>no signals yet</Trans>
            </strong>
          ) : (
            <>
              <p className="tabular-nums">{signalsInWords(signals, peopleWithSignals)}</p>
              <svg
                aria-hidden="true"
                className="h-1.5 w-full rounded-sm bg-sunken rtl:-scale-x-100"
                preserveAspectRatio="none"
                viewBox="0 0 100 6"
              >
                <rect width={(signals / most) * 100} height="6" className="fill-series-rest" />
              </svg>
            </>
          )}
        </div>
        <p className="text-ink-muted">
          {lastSignalAt !== null && (
            <Trans comment="On a wide screen, only screen readers read the words">
              <span className="md:sr-only">Last signal </span>
              <RelativeTime at={lastSignalAt} />
            </Trans>
          )}
        </p>
        {levels !== null && (
          <div className="flex flex-wrap gap-1">
            {validatedPeople(skill) === 0 ? (
              <strong className="font-semibold">
                <Trans>no validated levels</Trans>
              </strong>
            ) : (
              PROFICIENCY_LEVELS.toReversed()
                .filter((level) => levels[level] > 0)
                .map((level) => <Level key={level} level={levelName(level)} people={levels[level]} />)
            )}
          </div>
        )}
      </div>
      {isOpen && (
        <div id={id} className="border-t border-line bg-canvas px-4 py-3 md:ps-10">
          <CoveredPeople {...{ project, permissions, skill }} search={view.person} onSearch={(person) => onView({ person })} />
        </div>
      )}
    </li>
  );
}

function Level({ level, people }: { level: string; people: number }) {
  const count = inDigits(people);
  return <Badge>{t({ message: `${level}: ${count}`, comment: 'A validated level and the number of people who have it' })}</Badge>;
}

function signalsInWords(signals: number, people: number): string {
  const signalCount = plural(signals, { one: '# signal', other: '# signals' });
  const peopleCount = plural(people, { one: '# person', other: '# people' });
  return t({ message: `${signalCount} · ${peopleCount}`, comment: 'Number of signals, and of people who have them' });
}
