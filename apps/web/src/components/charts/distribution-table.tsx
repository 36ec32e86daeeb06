import { Table, Td, Th } from '#components/ui/table.tsx';
import { UserText } from '#components/ui/user-text.tsx';
import { isolate } from '#lib/isolate.ts';
import type { DistributionChartProps } from './distribution-chart.tsx';
import { percent } from './distribution.ts';
import { TableLink } from './table-link.tsx';

export interface DistributionTableProps extends DistributionChartProps {
  /** Heading of the grey words under the names, where there are any: "Validated". */
  noteHeading?: string;
}

/** A distribution as a table, with the same links. */
export function DistributionTable({ label, rows, hrefOf, onOpen, noteHeading }: DistributionTableProps) {
  return (
    <Table caption={label}>
      <thead>
        <tr>
          <Th>Skill</Th>
          {noteHeading !== undefined && <Th>{noteHeading}</Th>}
          <Th isNumber>Projects</Th>
          <Th isNumber>Updates</Th>
          <Th isNumber>Signals</Th>
          <Th isNumber>Share</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.skillId}>
            <Td className="font-medium whitespace-nowrap">
              <UserText>{row.name}</UserText>
            </Td>
            {noteHeading !== undefined && <Td className="text-sm whitespace-nowrap text-ink-muted">{row.note}</Td>}
            {([['project'], ['update'], []] as const).map(([source]) => (
              <Td key={source ?? 'all'} isNumber>
                <TableLink
                  count={source === undefined ? row.signals : row.bySource[source]}
                  label={`${isolate(row.name)}: ${source === undefined ? 'all' : source === 'project' ? 'projects' : 'updates'}`}
                  href={hrefOf(row, source)}
                  onOpen={onOpen && (() => onOpen(row, source))}
                />
              </Td>
            ))}
            <Td isNumber>{percent(row.share)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
