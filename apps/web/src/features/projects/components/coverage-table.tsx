import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { ProjectWithMembers } from '@skilltrace/contract';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { ChartSurface, markAttributes, type Card } from '#components/charts/chart-surface.tsx';
import type { Mark } from '#components/charts/next-mark.ts';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { ageInWords, timeInWords } from '#lib/format/time.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import type { CoverageCell, CoverageMatrix } from '../coverage-matrix.ts';

export type CoverageShows = 'signals' | 'last';

// Five steps. The length of the bar below the number shows the step as well.
const FILLS = ['', 'bg-accent/10', 'bg-accent/18', 'bg-accent/26', 'bg-accent/34'];
const cellClass = 'h-11 border border-line text-center tabular-nums';
const headClass = 'border border-line bg-sunken px-2.5 py-1.5 text-sm font-medium';

/** The coverage as a table with shaded cells. Arrow keys move from cell to cell, and each cell leads to its signals. */
export function CoverageTable({
  matrix,
  shows,
  project: { id: projectId, name: projectName },
}: {
  matrix: CoverageMatrix;
  shows: CoverageShows;
  project: Pick<ProjectWithMembers, 'id' | 'name'>;
}) {
  const { skills, rows, others } = matrix;
  const router = useRouter();
  const navigate = useNavigate();
  const toSignals = ({ row, column }: Mark) => ({
    to: paths.skillTracker,
    params: { personId: rows[row]?.profileId ?? 0 },
    search: { skill: skills[column]?.skillId, project: projectId, range: 'all' as const },
  });
  const cardOf = ({ row, column }: Mark): Card | undefined => {
    const [person, skill] = [rows[row], skills[column]];
    const cell = person?.cells[column];
    if (!person || !skill || !cell) return undefined;
    const { signals, lastSignalAt } = cell;
    const lastSignal = lastSignalAt === null ? undefined : timeInWords(lastSignalAt);
    return {
      title: skill.name,
      value: t`${plural(signals, { one: '# signal', other: '# signals' })}`,
      lines: [person.name, ...(lastSignal === undefined ? [] : [t`Last signal: ${lastSignal}`])],
    };
  };
  const isolatedName = isolate(projectName);
  return (
    <ChartSurface label={t`Coverage of ${isolatedName}`} cardOf={cardOf} onOpen={(mark) => void navigate(toSignals(mark))}>
      {/* Needs no tab stop of its own: the links inside make the scrolling region reachable by keyboard. */}
      <div className="overflow-x-auto">
        <table className="w-full border-collapse bg-surface">
          <caption className="sr-only">
            <Trans>Signals from this project, by person and declared skill</Trans>
          </caption>
          <thead>
            <tr>
              <th scope="col" className={cx(headClass, 'sticky start-0 z-10 text-start')}>
                <Trans>Person</Trans>
              </th>
              {skills.map((skill) => (
                <th key={skill.skillId} scope="col" className={cx(headClass, 'min-w-28 wrap-break-word')}>
                  <UserText>{skill.name}</UserText>
                  {skill.peopleWithSignals === 0 && (
                    <span className="block text-xs font-semibold">
                      <Trans>no signals yet</Trans>
                    </span>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((person, row) => (
              <tr key={person.profileId}>
                <th scope="row" className={cx(headClass, 'sticky start-0 z-10 text-start max-w-40 truncate bg-surface whitespace-nowrap')}>
                  <UserText>{person.name}</UserText>
                </th>
                {person.cells.map((cell, column) => (
                  <td key={skills[column]?.skillId} className={cx(cellClass, 'relative p-0', FILLS[cell.level])}>
                    {cell.signals === 0 ? (
                      <span className="text-ink-faint">
                        {shows === 'signals' ? inDigits(0) : t({ message: `never`, comment: 'When the last signal was' })}
                      </span>
                    ) : (
                      <a
                        {...markAttributes(row, column)}
                        href={router.buildLocation(toSignals({ row, column })).href}
                        aria-label={cellInWords(cell)}
                        className="grid h-11 place-items-center -outline-offset-2 hover:underline"
                      >
                        {shows === 'signals' ? inDigits(cell.signals) : cell.lastSignalAt !== null && ageInWords(cell.lastSignalAt)}
                        <span
                          aria-hidden="true"
                          className="absolute bottom-0 start-0 h-1 bg-accent"
                          style={{ width: `${cell.level * 25}%` }}
                        />
                      </a>
                    )}
                  </td>
                ))}
              </tr>
            ))}
            {others && (
              <tr>
                <th scope="row" className={cx(headClass, 'sticky start-0 z-10 text-start bg-surface font-normal text-ink-muted')}>
                  {rows.length === 0 ? <Trans>People (names hidden)</Trans> : <Trans>Other people (names hidden)</Trans>}
                </th>
                {others.signals.map((signals, column) => (
                  <td key={skills[column]?.skillId} className={cx(cellClass, 'px-2 text-sm text-ink-muted')}>
                    {signals === 0 ? inDigits(0) : othersInWords(signals, others.people[column] ?? 0)}
                  </td>
                ))}
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={cx(headClass, 'sticky start-0 z-10 text-start')}>
                <Trans comment="The last row of a table">Total</Trans>
              </th>
              {skills.map(({ skillId, signals, peopleWithSignals, lastSignalAt }) => (
                <td key={skillId} className={cx(cellClass, 'bg-sunken px-2 py-1.5 text-sm')}>
                  <span className="block font-medium">
                    {shows === 'signals'
                      ? inDigits(signals)
                      : lastSignalAt === null
                        ? t({ message: `never`, comment: 'When the last signal was' })
                        : ageInWords(lastSignalAt)}
                  </span>
                  <span className={cx('block text-xs', peopleWithSignals === 0 ? 'font-semibold' : 'text-ink-muted')}>
                    <Plural value={peopleWithSignals} one="# person" other="# people" />
                  </span>
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </ChartSurface>
  );
}

function cellInWords({ signals, lastSignalAt }: CoverageCell): string {
  if (lastSignalAt === null) return t`${plural(signals, { one: '# signal', other: '# signals' })}`;
  const lastSignal = timeInWords(lastSignalAt);
  return t`${plural(signals, { one: '# signal', other: '# signals' })}, last signal ${lastSignal}`;
}

function othersInWords(signals: number, people: number): string {
  const signalCount = inDigits(signals);
  return t({ message: `${signalCount} from ${plural(people, { one: '# person', other: '# people' })}`, comment: 'Signals from people' });
}
