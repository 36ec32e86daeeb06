import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';
import { bucketInWords, isRunning, weekInWords } from './momentum.ts';
import type { MomentumChartProps } from './momentum-chart.tsx';
import { TableLink } from './table-link.tsx';

/** A momentum as a table: a row a bucket, the latest first, and a column a skill. */
export function MomentumTable({ label, momentum: { rows, days, bucket }, today, hrefOf, onOpen }: MomentumChartProps) {
  const latestFirst = days.map((day, column) => ({ day, column })).toReversed();
  return (
    <div className="max-h-120 overflow-y-auto">
      <Table caption={label}>
        <thead>
          <tr>
            <Th>{bucket === 'day' ? 'Day' : bucket === 'week' ? 'Week' : 'Month'}</Th>
            {rows.map(({ skillId, name }) => (
              <Th key={skillId} isNumber>
                <UserText>{name}</UserText>
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <Th scope="row">Last 7 days</Th>
            {rows.map(({ skillId, current, previous }) => (
              <Td key={skillId} isNumber className="text-sm whitespace-nowrap text-ink-muted">
                {weekInWords(current, previous)}
              </Td>
            ))}
          </tr>
          {latestFirst.map(({ day, column }) => {
            const period = bucketInWords(day, bucket, today);
            return (
              <tr key={day}>
                <Th scope="row">{isRunning(day, bucket, today) ? `${period}, so far` : period}</Th>
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
    </div>
  );
}
