import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DownloadIcon } from '@radix-ui/react-icons';
import { csvText } from '@skilltrace/domain/text/csv';
import { Button } from '#components/ui/button.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { Sentence } from '#components/ui/user-text.tsx';
import { download } from '#lib/download.ts';
import { inDigits } from '#lib/format/number.ts';
import { MOST_NAMED, countUnlisted, type ImportTotals } from '../ndjson/import-totals.ts';

const SHOWN = 20;

/** The rejected lines with their reasons, to download as CSV or NDJSON. */
export function RejectedLines({ totals, fileName }: { totals: ImportTotals; fileName: string }) {
  const { named } = totals;
  if (named.length === 0) return null;
  const unnamed = countUnlisted(totals);
  const [listed, kept] = [inDigits(named.length), inDigits(MOST_NAMED)];
  const name = `${fileName.replace(/(\.ndjson|\.jsonl|\.gz)+$/i, '')}-rejected`;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-medium">
          <Trans>Rejected lines</Trans>
        </h3>
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            onClick={() =>
              download(
                `${name}.csv`,
                csvText(
                  [t`Line`, t`Code`, t`Message`],
                  named.map((one) => [one.line, one.code, one.message]),
                ),
                'text/csv',
              )
            }
          >
            <DownloadIcon /> <Trans>CSV</Trans>
          </Button>
          <Button
            size="sm"
            onClick={() => download(`${name}.ndjson`, named.map((one) => `${JSON.stringify(one)}\n`).join(''), 'application/x-ndjson')}
          >
            <DownloadIcon /> NDJSON
          </Button>
        </div>
      </div>
      <Table caption={t`Rejected lines`}>
        <thead>
          <tr>
            <Th isNumber>
              <Trans>Line</Trans>
            </Th>
            <Th>
              <Trans>Reason</Trans>
            </Th>
            <Th>
              <Trans>Code</Trans>
            </Th>
          </tr>
        </thead>
        <tbody>
          {named.slice(0, SHOWN).map(({ line, code, message }) => (
            <tr key={line}>
              <Td isNumber>{inDigits(line)}</Td>
              <Td className="min-w-48 break-words">
                <Sentence>{message}</Sentence>
              </Td>
              <Td className="font-mono text-sm text-ink-muted">{code}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="text-sm text-ink-faint">
        {named.length > SHOWN && t`The table shows the first ${SHOWN} of ${listed} lines. The download contains all of them.`}{' '}
        {unnamed > 0 &&
          t`${plural(unnamed, { one: '# more line was rejected but is', other: '# more lines were rejected but are' })} not listed: the server reports the first 100 of every 5,000 lines, and this page keeps ${kept}. Correct the listed lines and send the file again.`}
      </p>
    </div>
  );
}
