import { DownloadIcon } from '@radix-ui/react-icons';
import { Button } from '#components/ui/button.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { csvOf } from '#lib/csv.ts';
import { download } from '#lib/download.ts';
import { plural } from '#lib/format/time.ts';
import { MOST_NAMED, unnamedOf, type ImportTotals } from '../ndjson/import-totals.ts';

const SHOWN = 20;

/** The lines that were not taken, each with its reason; to keep as CSV or NDJSON. */
export function RejectedLines({ totals, fileName }: { totals: ImportTotals; fileName: string }) {
  const { named } = totals;
  if (named.length === 0) return null;
  const unnamed = unnamedOf(totals);
  const name = `${fileName.replace(/(\.ndjson|\.jsonl|\.gz)+$/i, '')}-rejected`;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">Rejected lines</h3>
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            onClick={() =>
              download(
                `${name}.csv`,
                csvOf(
                  ['line', 'code', 'message'],
                  named.map((one) => [one.line, one.code, one.message]),
                ),
                'text/csv',
              )
            }
          >
            <DownloadIcon /> CSV
          </Button>
          <Button
            size="sm"
            onClick={() => download(`${name}.ndjson`, named.map((one) => `${JSON.stringify(one)}\n`).join(''), 'application/x-ndjson')}
          >
            <DownloadIcon /> NDJSON
          </Button>
        </div>
      </div>
      <Table caption="Rejected lines">
        <thead>
          <tr>
            <Th isNumber>Line</Th>
            <Th>Reason</Th>
            <Th>Code</Th>
          </tr>
        </thead>
        <tbody>
          {named.slice(0, SHOWN).map(({ line, code, message }) => (
            <tr key={line}>
              <Td isNumber>{line.toLocaleString()}</Td>
              <Td className="min-w-48 break-words">
                <Sentence>{message}</Sentence>
              </Td>
              <Td className="font-mono text-sm text-ink-muted">{code}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-sm text-ink-faint">
        {named.length > SHOWN && `The first ${SHOWN} of ${named.length.toLocaleString()}; the download holds them all. `}
        {unnamed > 0 &&
          `${plural(unnamed, 'more was', 'more were')} rejected without being listed: the server names the first hundred of every 5,000 lines, and this page keeps ${MOST_NAMED.toLocaleString()}. Mend these first and send the file again.`}
      </p>
    </div>
  );
}
