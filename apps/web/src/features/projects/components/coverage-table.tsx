import type { ProjectWithMembers } from '@skilltrace/contract';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { ChartSurface, markAttributes, type Card } from '#components/charts/chart-surface.tsx';
import type { Mark } from '#components/charts/next-mark.ts';
import { UserText } from '#components/ui/user-text.tsx';
import { paths } from '#config/paths.ts';
import { cx } from '#lib/cx.ts';
import { ageInWords, plural, timeInWords } from '#lib/format/time.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import type { CoverageCell, CoverageMatrix } from '../coverage-matrix.ts';

export type CoverageShows = 'signals' | 'last';

// Five steps, told by the length of the bar below the number as well.
const FILLS = ['', 'bg-accent/10', 'bg-accent/18', 'bg-accent/26', 'bg-accent/34'];
const cellClass = 'h-11 border border-line text-center tabular-nums';
const headClass = 'border border-line bg-sunken px-2.5 py-1.5 text-sm font-medium';

/** The coverage as a table whose cells are shaded; arrow keys move from cell to cell, each leads to its signals. */
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
    return {
      title: skill.name,
      value: plural(cell.signals, 'signal'),
      lines: [person.name, ...(cell.lastSignalAt === null ? [] : [`last ${timeInWords(cell.lastSignalAt)}`])],
    };
  };
  return (
    <ChartSurface label={`Coverage of ${isolate(projectName)}`} cardOf={cardOf} onOpen={(mark) => void navigate(toSignals(mark))}>
      {/* A region that scrolls must be reachable by keyboard, and it always holds links. */}
      <div className="overflow-x-auto">
        <table className="w-full border-collapse bg-surface">
          <caption className="sr-only">Signals from this project, by person and declared skill</caption>
          <thead>
            <tr>
              <th scope="col" className={cx(headClass, 'sticky left-0 z-10 text-left')}>
                Person
              </th>
              {skills.map((skill) => (
                <th key={skill.skillId} scope="col" className={cx(headClass, 'min-w-28 wrap-break-word')}>
                  <UserText>{skill.name}</UserText>
                  {skill.peopleWithSignals === 0 && <span className="block text-xs font-semibold">no one yet</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((person, row) => (
              <tr key={person.profileId}>
                <th scope="row" className={cx(headClass, 'sticky left-0 z-10 text-left max-w-40 truncate bg-surface whitespace-nowrap')}>
                  <UserText>{person.name}</UserText>
                </th>
                {person.cells.map((cell, column) => (
                  <td key={skills[column]?.skillId} className={cx(cellClass, 'relative p-0', FILLS[cell.level])}>
                    {cell.signals === 0 ? (
                      <span className="text-ink-faint">{shows === 'signals' ? '0' : 'none'}</span>
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
                          className="absolute bottom-0 left-0 h-1 bg-accent"
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
                <th scope="row" className={cx(headClass, 'sticky left-0 z-10 text-left bg-surface font-normal text-ink-muted')}>
                  {rows.length === 0 ? 'People' : 'Other people'} (not shown by name)
                </th>
                {others.signals.map((signals, column) => (
                  <td key={skills[column]?.skillId} className={cx(cellClass, 'px-2 text-sm text-ink-muted')}>
                    {signals === 0 ? '0' : `${inDigits(signals)} by ${inDigits(others.people[column] ?? 0)}`}
                  </td>
                ))}
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" className={cx(headClass, 'sticky left-0 z-10 text-left')}>
                Everyone
              </th>
              {skills.map(({ skillId, signals, peopleWithSignals, lastSignalAt }) => (
                <td key={skillId} className={cx(cellClass, 'bg-sunken px-2 py-1.5 text-sm')}>
                  <span className="block font-medium">
                    {shows === 'signals' ? inDigits(signals) : lastSignalAt === null ? 'never' : ageInWords(lastSignalAt)}
                  </span>
                  <span className={cx('block text-xs', peopleWithSignals === 0 ? 'font-semibold' : 'text-ink-muted')}>
                    {peopleWithSignals === 0 ? 'no one' : plural(peopleWithSignals, 'person', 'people')}
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

const cellInWords = ({ signals, lastSignalAt }: CoverageCell): string =>
  `${plural(signals, 'signal')}${lastSignalAt === null ? '' : `, last ${timeInWords(lastSignalAt)}`}`;
