import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { DownloadIcon } from '@radix-ui/react-icons';
import type { DirectoryReport } from '@skilltrace/contract';
import { csvText } from '@skilltrace/domain/text/csv';
import { Button } from '#components/ui/button.tsx';
import { Table, Td, Th } from '#components/ui/table.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { download } from '#lib/download.ts';
import { inDigits } from '#lib/format/number.ts';
import { isolate } from '#lib/isolate.ts';
import { sectionsInWords } from '../organization/check-organization-file.ts';

const OUTCOMES = ['created', 'updated', 'unchanged', 'rejected'] as const;

/** The result of an organization file, section by section, with the reasons of rejected entries. */
export function OrganizationReport({ report, fileName }: { report: DirectoryReport; fileName: string }) {
  const sections = sectionsInWords();
  const usedSections = sections.filter(({ section }) => OUTCOMES.some((outcome) => report[section][outcome] > 0));
  const rejected = usedSections.reduce((sum, { section }) => sum + report[section].rejected, 0);
  const unlisted = rejected - report.rejected.length;
  const { signals } = report;
  const labelOf = (wanted: string) => sections.find(({ section }) => section === wanted)?.label ?? wanted;
  const renamedInWords = report.renamed
    .map((skill) => {
      const [currentName, formerName] = [isolate(skill.currentName), isolate(skill.name)];
      return t`${currentName} (formerly ${formerName})`;
    })
    .join(', ');
  const renamed = <Sentence>{renamedInWords}</Sentence>;
  const toCsv = () =>
    csvText(
      [t`Section`, t`Entry`, t`Path`, t`Code`, t`Message`],
      report.rejected.map(({ section, index, path, code, message }) => [section, index + 1, path, code, message]),
    );
  return (
    <div className="grid gap-3">
      <p role="status">
        {rejected === 0
          ? t`Done. ${plural(signals, { one: '# signal was created', other: '# signals were created' })}.`
          : t`Done. ${plural(signals, { one: '# signal was created', other: '# signals were created' })}. ${plural(rejected, { one: '# entry was rejected', other: '# entries were rejected' })}, and all others were imported.`}
      </p>
      <Table caption={t`Result of the import`}>
        <thead>
          <tr>
            <Th>
              <Trans>Section</Trans>
            </Th>
            <Th isNumber>
              <Trans>Created</Trans>
            </Th>
            <Th isNumber>
              <Trans>Updated</Trans>
            </Th>
            <Th isNumber>
              <Trans>Unchanged</Trans>
            </Th>
            <Th isNumber>
              <Trans>Rejected</Trans>
            </Th>
          </tr>
        </thead>
        <tbody>
          {usedSections.map(({ section, label }) => (
            <tr key={section}>
              <Td>{label}</Td>
              {OUTCOMES.map((outcome) => (
                <Td key={outcome} isNumber className={outcome === 'rejected' && report[section].rejected > 0 ? 'text-failed' : undefined}>
                  {inDigits(report[section][outcome])}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {report.renamed.length > 0 && (
        <p className="max-w-text">
          <Trans>The file uses former names of skills. Its entries were applied to these skills: {renamed}.</Trans>
        </p>
      )}
      {report.rejected.length > 0 && (
        <>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h3 className="font-medium">
              <Trans>Rejected entries</Trans>
            </h3>
            <Button size="sm" onClick={() => download(`${fileName.replace(/\.json$/i, '')}-rejected.csv`, toCsv(), 'text/csv')}>
              <DownloadIcon /> <Trans>CSV</Trans>
            </Button>
          </div>
          <Table caption={t`Rejected entries`}>
            <thead>
              <tr>
                <Th>
                  <Trans>Section</Trans>
                </Th>
                <Th isNumber>
                  <Trans>Entry</Trans>
                </Th>
                <Th>
                  <Trans>Path</Trans>
                </Th>
                <Th>
                  <Trans>Reason</Trans>
                </Th>
              </tr>
            </thead>
            <tbody>
              {report.rejected.map(({ section, index, path, message }) => (
                <tr key={`${section}-${index}`}>
                  <Td>{labelOf(section)}</Td>
                  <Td isNumber>{inDigits(index + 1)}</Td>
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
          {unlisted > 0 && (
            <p className="text-sm text-ink-faint">
              {plural(unlisted, {
                one: '# more entry was rejected. Correct the listed entries and send the file again.',
                other: '# more entries were rejected. Correct the listed entries and send the file again.',
              })}
            </p>
          )}
        </>
      )}
    </div>
  );
}
