import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { total } from './comparison.ts';
import { bucketInWords, isIncomplete } from './momentum.ts';
import type { MomentumChartProps } from './momentum-chart.tsx';
import { TableLink } from './table-link.tsx';

/** A momentum chart as a table: one row per bucket, latest first, and one column per skill. */
export function MomentumTable({ label, momentum: { rows, days, bucket }, today, hrefOf, onOpen }: MomentumChartProps) {
  const latestFirst = days.map((day, column) => ({ day, column })).toReversed();
  return (
    <Table maxHeight="max-h-120" caption={label}>
      <thead>
        <tr>
          <Th>{bucket === 'day' ? t`Day` : bucket === 'week' ? t`Week` : t`Month`}</Th>
          {rows.map(({ skillId, name }) => (
            <Th key={skillId} isNumber>
              <UserText>{name}</UserText>
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <Th scope="row">
            <Trans>Last 7 days</Trans>
          </Th>
          {rows.map(({ skillId, current, previous }) => (
            <Td key={skillId} isNumber className="text-sm whitespace-nowrap text-ink-muted">
              {bothInWords(current, previous)}
            </Td>
          ))}
        </tr>
        {rows.some(({ before }) => before !== undefined) && (
          <tr>
            <Th scope="row">
              <Trans comment="Heading of a row: all signals of the range, and of the period that it is compared with">Whole range</Trans>
            </Th>
            {rows.map(({ skillId, counts, before = [] }) => (
              <Td key={skillId} isNumber className="text-sm whitespace-nowrap text-ink-muted">
                {bothInWords(total(counts), total(before))}
              </Td>
            ))}
          </tr>
        )}
        {latestFirst.map(({ day, column }) => {
          const period = bucketInWords(day, bucket, today);
          return (
            <tr key={day}>
              <Th scope="row">{isIncomplete(day, bucket, today) ? t`${period}, so far` : period}</Th>
              {rows.map((row) => (
                <Td key={row.skillId} isNumber>
                  <TableLink
                    count={row.counts[column] ?? 0}
                    label={`${isolate(row.name)}, ${period}`}
                    href={hrefOf(row, day)}
                    onOpen={onOpen && (() => onOpen(row, day))}
                  />
                </Td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function bothInWords(current: number, previous: number): string {
  const [now, before] = [inDigits(current), inDigits(previous)];
  return t({ message: `${now} (was ${before})`, comment: 'Signals in the last 7 days, and in the 7 days before' });
}
