import { Trans } from '@lingui/react/macro';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { weekdayInWords } from '#lib/days.ts';
import type { CalendarChartProps } from './calendar-chart.tsx';
import { TableLink } from './table-link.tsx';

/** A calendar as a table of the days that have signals, latest first. */
export function CalendarTable({ label, calendar, today, hrefOf, onOpen }: CalendarChartProps) {
  const days = calendar.cells.filter(({ signals }) => signals > 0).toReversed();
  return (
    <div className="max-w-text">
      <Table maxHeight="max-h-80" caption={label}>
        <thead>
          <tr>
            <Th>
              <Trans>Day</Trans>
            </Th>
            <Th isNumber>
              <Trans>Signals</Trans>
            </Th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, signals }) => (
            <tr key={day}>
              <Td>{weekdayInWords(day, today)}</Td>
              <Td isNumber>
                <TableLink count={signals} label={weekdayInWords(day, today)} href={hrefOf(day)} onOpen={onOpen && (() => onOpen(day))} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
