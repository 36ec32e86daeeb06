import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { UserText } from '#components/ui/user-text.tsx';
import { cx } from '#lib/cx.ts';
import { inDigits } from '#lib/format/number.ts';
import { TILE } from '../api/read-matrix.ts';
import { cellsIn } from '../matrix-table.ts';
import { LEVEL_FILLS, MatrixCellFacts } from './matrix-cell.tsx';
import type { MatrixGridProps } from './matrix-grid.tsx';

/** The columns that fit on a page. */
const COLUMNS = 7;

/** The loaded part of the matrix as tables for paper, each with as many skills as fit, and a note if there is more. */
export function PrintedMatrix({ table, tiles, now }: Pick<MatrixGridProps, 'table' | 'tiles' | 'now'>) {
  const skills = table.skills.map((skill, column) => ({ skill, column }));
  const { rows } = table;
  const people = rows.filter(({ kind }) => kind === 'person').length;
  const parts = Array.from({ length: Math.ceil(skills.length / COLUMNS) }, (_, part) => skills.slice(part * COLUMNS, (part + 1) * COLUMNS));
  const [peopleCount, skillCount] = [inDigits(people), inDigits(skills.length)];
  return (
    <div className="grid gap-6">
      {parts.map((columns) => (
        <table key={columns[0]?.column} className="w-full table-fixed border-collapse text-xs tabular-nums">
          <caption className="sr-only">{t`Skills matrix`}</caption>
          <thead>
            <tr>
              <th className="w-32 border border-line bg-sunken text-start align-bottom font-medium">
                <Trans>Person</Trans>
              </th>
              {columns.map(({ skill, column }) => (
                <th key={column} className="border border-line bg-sunken text-start align-bottom font-medium wrap-break-word">
                  <UserText>{skill.name}</UserText>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) =>
              row.kind === 'group' ? (
                <tr key={index}>
                  <th colSpan={columns.length + 1} className="border border-line bg-sunken text-start">
                    {row.group.name === null ? '–' : <UserText>{row.group.name}</UserText>}
                  </th>
                </tr>
              ) : (
                <tr key={index}>
                  <th className="border border-line text-start font-medium">
                    <UserText>{row.person.name}</UserText>
                  </th>
                  {columns.map(({ skill, column }) => {
                    const tile = tiles[row.page]?.[Math.floor(column / TILE.skills)];
                    const cell = tile && cellsIn(tile, row.person)?.get(skill.skillId);
                    return (
                      <td key={column} className={cx('border border-line', cell?.proficiencyLevel && LEVEL_FILLS[cell.proficiencyLevel])}>
                        {cell && (
                          <div className="grid">
                            <MatrixCellFacts cell={cell} now={now} />
                          </div>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ),
            )}
          </tbody>
        </table>
      ))}
      {(people < (table.people ?? table.rowCount) || skills.length < table.columnCount) && (
        <p className="text-ink-muted">
          <Trans>
            Only the loaded part of the matrix was printed: people 1 to {peopleCount}, skills 1 to {skillCount}. The download as CSV has
            everything.
          </Trans>
        </p>
      )}
    </div>
  );
}
