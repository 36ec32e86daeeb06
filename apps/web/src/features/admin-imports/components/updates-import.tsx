import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { checkUpdatesFile, type CheckedUpdatesFile } from '../ndjson/check-updates-file.ts';
import { SAMPLE_UPDATES } from '../sample-files.ts';
import { ChosenUpdates } from './chosen-updates.tsx';
import { SampleButton } from './sample-button.tsx';

/** Imports a file of any length with one progress update per line. */
export function UpdatesImport() {
  const [chosen, setChosen] = useState<{ file: File; looked: CheckedUpdatesFile }>();
  const fileName = <UserText>{chosen?.file.name ?? ''}</UserText>;
  const reason = chosen?.looked.isGood === false && <Sentence>{chosen.looked.why}</Sentence>;
  const take = async (file: File) => setChosen({ file, looked: await checkUpdatesFile(file) });
  return (
    <Section
      title={t`Progress updates`}
      actions={<SampleButton name="sample-updates.ndjson" text={SAMPLE_UPDATES} type="application/x-ndjson" />}
    >
      <div className="grid gap-4">
        <p className="max-w-text text-ink-muted">
          <Trans>
            One JSON object per line, with the fields <code className="font-mono text-sm">projectExternalId</code>,{' '}
            <code className="font-mono text-sm">email</code>, <code className="font-mono text-sm">content</code>,{' '}
            <code className="font-mono text-sm">externalId</code> and <code className="font-mono text-sm">createdAt</code>. Each update
            creates signals for the skills that its project declares, dated at its creation time.
          </Trans>
        </p>
        {chosen?.looked.isGood ? (
          <ChosenUpdates
            key={`${chosen.file.name}-${chosen.file.lastModified}`}
            file={chosen.file}
            isPacked={chosen.looked.isPacked}
            firstLine={chosen.looked.firstLine}
            onClose={() => setChosen(undefined)}
          />
        ) : (
          <>
            <FileDrop
              label={t`Choose a file of updates`}
              hint={t`NDJSON, also compressed (.gz), of any size`}
              accept=".ndjson,.jsonl,.gz,application/x-ndjson,application/gzip"
              onFile={(file) => void take(file)}
            />
            {chosen?.looked.isGood === false && (
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
