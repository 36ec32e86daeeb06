import { LARGEST_ORGANIZATION } from '@skilltrace/domain/limits';
import { useState } from 'react';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Section } from '#components/ui/section.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { textOf } from '../ndjson/read-file.ts';
import { lookIntoOrganization, tooLargeInWords, type LookedInto } from '../organization/look-into-organization.ts';
import { ChosenOrganization } from './chosen-organization.tsx';

type Chosen = { file: File; looked: LookedInto | undefined; content?: Blob };

async function lookInto(file: File): Promise<Pick<Chosen, 'looked' | 'content'>> {
  const bad = (why: string) => ({ looked: { isGood: false, why } as const });
  try {
    const read = await textOf(file, LARGEST_ORGANIZATION);
    if ('isTooLong' in read) return bad(tooLargeInWords(file.size));
    if ('badLine' in read) return bad(`The file is not UTF-8: see line ${read.badLine}. Save it as UTF-8 and choose it again.`);
    // Unpacked and without a byte order mark, as the server takes it.
    return { looked: lookIntoOrganization(read.text), content: new Blob([read.text]) };
  } catch {
    return bad('The file could not be read. If it is packed, the archive is broken or cut off.');
  }
}

/** Imports who is on what: one file with skills, people, projects, assignments, validated skills and suggestions. */
export function OrganizationImport() {
  const [chosen, setChosen] = useState<Chosen>();
  const take = async (file: File) => {
    setChosen({ file, looked: undefined });
    const found = await lookInto(file);
    setChosen((now) => (now?.file === file ? { file, ...found } : now));
  };
  return (
    <Section title="Organization">
      <div className="grid gap-4">
        <p className="max-w-text text-ink-muted">
          Who is on what: skills, people, projects, assignments, validated skills and suggestions. What the file leaves out stays as it is;
          the same file again changes nothing. New assignments emit signals at their start.
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
              label="Choose an organization file"
              hint="JSON, also packed (.gz), up to 64 MB unpacked"
              accept=".json,.gz,application/json,application/gzip"
              onFile={(file) => void take(file)}
            />
            {chosen && chosen.looked === undefined && (
              <p role="status" className="flex items-center gap-2 text-ink-muted">
                <Spinner />
                <span>
                  Looking into <UserText>{chosen.file.name}</UserText>…
                </span>
              </p>
            )}
            {chosen?.looked?.isGood === false && (
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
