import { useState } from 'react';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { Section } from '#components/ui/section.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { lookIntoOrganisation, sizeRefusal, type LookedInto } from '../organisation/look-into-organisation.ts';
import { ChosenOrganisation } from './chosen-organisation.tsx';

type Chosen = { file: File; looked: LookedInto | undefined };

async function lookInto(file: File): Promise<LookedInto> {
  const tooLarge = sizeRefusal(file.size);
  if (tooLarge !== undefined) return { isGood: false, why: tooLarge };
  try {
    return lookIntoOrganisation(await file.text());
  } catch {
    return { isGood: false, why: 'The file could not be read.' };
  }
}

/** Imports who is on what: one file with skills, people, projects, assignments, validated skills and suggestions. */
export function OrganisationImport() {
  const [chosen, setChosen] = useState<Chosen>();
  const take = async (file: File) => {
    setChosen({ file, looked: undefined });
    const looked = await lookInto(file);
    setChosen((now) => (now?.file === file ? { file, looked } : now));
  };
  return (
    <Section title="Organisation">
      <div className="grid gap-4">
        <p className="max-w-text text-ink-muted">
          Who is on what: skills, people, projects, assignments, validated skills and suggestions. What the file leaves out stays as it is;
          the same file again changes nothing. New assignments emit signals at their start.
        </p>
        {chosen?.looked?.isGood ? (
          <ChosenOrganisation file={chosen.file} counts={chosen.looked.counts} onClose={() => setChosen(undefined)} />
        ) : (
          <>
            <FileDrop
              label="Choose an organisation file"
              hint="JSON, up to 64 MB"
              accept=".json,application/json"
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
