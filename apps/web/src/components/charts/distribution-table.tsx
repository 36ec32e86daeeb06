import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { inDigits, inPercent } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { differenceInWords } from './comparison-words.ts';
import type { DistributionChartProps } from './distribution-chart.tsx';
import { sourceName } from './source-mark.ts';
import { TableLink } from './table-link.tsx';

export interface DistributionTableProps extends DistributionChartProps {
  /** Heading of the column of notes: "Validation". Without it there is no such column. */
  noteHeading?: string;
  maxHeight?: string;
}

/** A distribution as a table, with the same links. */
export function DistributionTable({ label, rows, hrefOf, onOpen, noteHeading, maxHeight }: DistributionTableProps) {
  const isCompared = rows.some(({ before }) => before !== undefined);
  return (
    <Table caption={label} maxHeight={maxHeight}>
      <thead>
        <tr>
          <Th>
            <Trans>Skill</Trans>
          </Th>
          {noteHeading !== undefined && <Th>{noteHeading}</Th>}
          <Th isNumber>
            <Trans>Projects</Trans>
          </Th>
          <Th isNumber>
            <Trans>Updates</Trans>
          </Th>
          <Th isNumber>
            <Trans>Signals</Trans>
          </Th>
          {isCompared && (
            <>
              <Th isNumber>
                <Trans comment="Heading of a column: signals in the period that the range is compared with">Before</Trans>
              </Th>
              <Th isNumber>
                <Trans comment="Heading of a column: the difference between two numbers of signals">Difference</Trans>
              </Th>
            </>
          )}
          <Th isNumber>
            <Trans>Share</Trans>
          </Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const name = isolate(row.name);
          return (
            <tr key={row.skillId}>
              <Td className="font-medium whitespace-nowrap">
                <UserText>{row.name}</UserText>
              </Td>
              {noteHeading !== undefined && <Td className="text-sm whitespace-nowrap text-ink-muted">{row.note}</Td>}
              {([['project'], ['update'], []] as const).map(([source]) => (
                <Td key={source ?? 'all'} isNumber>
                  <TableLink
                    count={source === undefined ? row.signals : row.bySource[source]}
                    label={source === undefined ? t`${name}: all signals` : `${name}, ${sourceName(source)}`}
                    href={hrefOf(row, source)}
                    onOpen={onOpen && (() => onOpen(row, source))}
                  />
                </Td>
              ))}
              {isCompared && (
                <>
                  <Td isNumber>{inDigits(row.before ?? 0)}</Td>
                  <Td isNumber className="whitespace-nowrap">
                    {differenceInWords(row.signals, row.before ?? 0)}
                  </Td>
                </>
              )}
              <Td isNumber>{inPercent(row.share)}</Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
