import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Section } from '#components/ui/section.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { textOf } from '../ndjson/read-file.ts';
import { checkOrganizationFile, tooLargeInWords, type CheckedOrganizationFile } from '../organization/check-organization-file.ts';
import { SAMPLE_ORGANIZATION } from '../sample-files.ts';
import { ChosenOrganization } from './chosen-organization.tsx';
import { SampleButton } from './sample-button.tsx';

type Chosen = { file: File; looked: CheckedOrganizationFile | undefined; content?: Blob };

async function lookInto(file: File): Promise<Pick<Chosen, 'looked' | 'content'>> {
  const bad = (why: string) => ({ looked: { isGood: false, why } as const });
  try {
    const read = await textOf(file, LARGEST_ORGANIZATION);
    if ('isTooLong' in read) return bad(tooLargeInWords(file.size));
    if ('badLine' in read) {
      const { badLine } = read;
      return bad(t`The file is not valid UTF-8 at line ${badLine}. Save it as UTF-8 and choose it again.`);
    }
    // The server expects the file uncompressed and without a byte order mark.
    return { looked: checkOrganizationFile(read.text), content: new Blob([read.text]) };
  } catch {
    return bad(t`The file could not be read. If it is compressed, the archive is damaged or incomplete.`);
  }
}

/** Imports one file with skills, people, projects, assignments, validated skills and suggestions. */
export function OrganizationImport() {
  const [chosen, setChosen] = useState<Chosen>();
  const fileName = <UserText>{chosen?.file.name ?? ''}</UserText>;
  const reason = chosen?.looked?.isGood === false && <Sentence>{chosen.looked.why}</Sentence>;
  const take = async (file: File) => {
    setChosen({ file, looked: undefined });
    const found = await lookInto(file);
    setChosen((now) => (now?.file === file ? { file, ...found } : now));
  };
  return (
    <Section
      title={t`Organization`}
      actions={<SampleButton name="sample-organization.json" text={SAMPLE_ORGANIZATION} type="application/json" />}
    >
      <div className="grid gap-4">
        <p className="max-w-text text-ink-muted">
          <Trans>
            One file with skills, people, projects, assignments, validated skills and suggestions. Records that are not in the file are not
            changed. You can safely import the same file again. A new assignment creates signals dated at its start.
          </Trans>
        </p>
        {chosen?.looked?.isGood && chosen.content ? (
          <ChosenOrganization
            file={chosen.file}
            content={chosen.content}
            counts={chosen.looked.counts}
            onClose={() => setChosen(undefined)}
          />
        ) : (
          <>
            <FileDrop
              label={t`Choose an organization file`}
              hint={t`JSON, also compressed (.gz), up to 64 MiB uncompressed`}
              accept=".json,.gz,application/json,application/gzip"
              onFile={(file) => void take(file)}
            />
            {chosen && chosen.looked === undefined && (
              <p role="status" className="flex items-center gap-2 text-ink-muted">
                <Spinner />
                <span>
                  <Trans>Checking {fileName}…</Trans>
                </span>
              </p>
            )}
            {chosen?.looked?.isGood === false && (
              <p role="alert" className="max-w-text break-words text-failed">
                <Trans>
                  {fileName}: {reason} Nothing was sent.
                </Trans>
              </p>
            )}
          </>
        )}
      </div>
    </Section>
  );
}
