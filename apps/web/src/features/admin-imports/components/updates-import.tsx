import { useState } from 'react';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Section } from '#components/ui/section.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { lookIntoUpdates, type LookedIntoUpdates } from '../ndjson/look-into-updates.ts';
import { ChosenUpdates } from './chosen-updates.tsx';

/** Imports what people did: a file with one progress update a line, of any length. */
export function UpdatesImport() {
  const [chosen, setChosen] = useState<{ file: File; looked: LookedIntoUpdates }>();
  const take = async (file: File) => setChosen({ file, looked: await lookIntoUpdates(file) });
  return (
    <Section title="Progress updates">
      <div className="grid gap-4">
        <p className="max-w-text text-ink-muted">
          What people did, one JSON object a line: <code className="font-mono text-sm">projectExternalId</code>,{' '}
          <code className="font-mono text-sm">email</code>, <code className="font-mono text-sm">content</code>,{' '}
          <code className="font-mono text-sm">externalId</code>, <code className="font-mono text-sm">createdAt</code>. Each emits signals
          for the skills that its project declares, at the time when it happened.
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
              label="Choose a file of updates"
              hint="NDJSON, also packed (.gz), of any size"
              accept=".ndjson,.jsonl,.gz,application/x-ndjson,application/gzip"
              onFile={(file) => void take(file)}
            />
            {chosen?.looked.isGood === false && (
              <p role="alert" className="max-w-text break-words text-failed">
                <UserText>{chosen.file.name}</UserText>: <Sentence>{chosen.looked.why}</Sentence> Nothing was sent.
              </p>
            )}
          </>
        )}
      </div>
    </Section>
  );
}
