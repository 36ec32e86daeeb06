import { DownloadIcon } from '@radix-ui/react-icons';
import type { DirectoryReport } from '@skilltrace/contract';
import { Button } from '#components/ui/button.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { csvOf } from '#lib/csv.ts';
import { download } from '#lib/download.ts';
import { plural } from '#lib/format/time.ts';
import { isolate } from '#lib/isolate.ts';
import { SECTIONS } from '../organization/look-into-organization.ts';

const OUTCOMES = ['created', 'updated', 'unchanged', 'rejected'] as const;

/** What became of an organization file, section by section, and why entries were rejected. */
export function OrganizationReport({ report, fileName }: { report: DirectoryReport; fileName: string }) {
  const touched = SECTIONS.filter(({ section }) => OUTCOMES.some((outcome) => report[section][outcome] > 0));
  const rejected = touched.reduce((sum, { section }) => sum + report[section].rejected, 0);
  const labelOf = (wanted: string) => SECTIONS.find(({ section }) => section === wanted)?.label ?? wanted;
  const toCsv = () =>
    csvOf(
      ['section', 'entry', 'path', 'code', 'message'],
      report.rejected.map(({ section, index, path, code, message }) => [section, index + 1, path, code, message]),
    );
  return (
    <div className="grid gap-3">
      <p role="status">
        Done. {plural(report.signals, 'new signal')} in the ledger
        {rejected > 0 && `; ${plural(rejected, 'entry was', 'entries were')} rejected, and the rest was imported`}.
      </p>
      <Table caption="What became of the file">
        <thead>
          <tr>
            <Th>Section</Th>
            <Th isNumber>Created</Th>
            <Th isNumber>Updated</Th>
            <Th isNumber>Unchanged</Th>
            <Th isNumber>Rejected</Th>
          </tr>
        </thead>
        <tbody>
          {touched.map(({ section, label }) => (
            <tr key={section}>
              <Td>{label}</Td>
              {OUTCOMES.map((outcome) => (
                <Td key={outcome} isNumber className={outcome === 'rejected' && report[section].rejected > 0 ? 'text-failed' : undefined}>
                  {report[section][outcome].toLocaleString()}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {report.renamed.length > 0 && (
        <p className="max-w-text">
          The file uses former names of skills. Its entries were applied to{' '}
          <Sentence>
            {report.renamed.map(({ name, currentName }) => `${isolate(currentName)} (formerly ${isolate(name)})`).join(', ')}
          </Sentence>
          .
        </p>
      )}
      {report.rejected.length > 0 && (
        <>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="font-medium">Rejected entries</h3>
            <Button size="sm" onClick={() => download(`${fileName.replace(/\.json$/i, '')}-rejected.csv`, toCsv(), 'text/csv')}>
              <DownloadIcon /> CSV
            </Button>
          </div>
          <Table caption="Rejected entries">
            <thead>
              <tr>
                <Th>Section</Th>
                <Th isNumber>Entry</Th>
                <Th>Path</Th>
                <Th>Reason</Th>
              </tr>
            </thead>
            <tbody>
              {report.rejected.map(({ section, index, path, message }) => (
                <tr key={`${section}-${index}`}>
                  <Td>{labelOf(section)}</Td>
                  <Td isNumber>{(index + 1).toLocaleString()}</Td>
                  <Td className="font-mono text-sm break-all">
                    <UserText>{path}</UserText>
                  </Td>
                  <Td className="min-w-48 break-words">
                    <Sentence>{message}</Sentence>
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
          {rejected > report.rejected.length && (
            <p className="text-sm text-ink-faint">
              {plural(rejected - report.rejected.length, 'more entry was', 'more entries were')} rejected. Correct these first and send the
              file again.
            </p>
          )}
        </>
      )}
    </div>
  );
}
