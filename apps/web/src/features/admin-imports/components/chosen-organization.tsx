import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { toApiProblem, type ApiProblem } from '#lib/api/api-problem.ts';
import { newIdempotencyKey } from '#lib/api/idempotency-key.ts';
import { sizeInWords } from '#lib/format/size.ts';
import { plural } from '#lib/format/time.ts';
import { useSyncDirectory } from '../api/sync-directory.ts';
import type { LookedInto } from '../organization/look-into-organization.ts';
import { Figures } from './figures.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { OrganizationReport } from './organization-report.tsx';

export interface ChosenOrganizationProps {
  file: File;
  /** What is sent of it. */
  content: Blob;
  counts: Extract<LookedInto, { isGood: true }>['counts'];
  onClose: () => void;
}

/** An organization file from before it is sent to its report. */
export function ChosenOrganization({ file, content, counts, onClose }: ChosenOrganizationProps) {
  const sync = useSyncDirectory();
  // One a file: pressed again after an answer that never came, the server does the work once.
  const [idempotencyKey, setKey] = useState(newIdempotencyKey);
  const problem = sync.isError ? toApiProblem(sync.error) : undefined;
  const send = () =>
    sync.mutate(
      { content, idempotencyKey },
      // What was refused is answered the same for ever under its key.
      { onError: (error) => toApiProblem(error).isPassing || setKey(newIdempotencyKey()) },
    );
  return (
    <div className="grid gap-4">
      <p className="font-medium break-all">
        <UserText>{file.name}</UserText> <span className="font-normal text-ink-muted">· {sizeInWords(file.size)}</span>
      </p>
      {sync.data ? (
        <OrganizationReport report={sync.data} fileName={file.name} />
      ) : (
        <Figures figures={counts.filter(({ count }) => count > 0).map(({ label, count }) => ({ label, value: count }))} />
      )}
      {sync.isPending && (
        <p role="status" className="text-ink-muted">
          The server is working through the file. It takes all of it in one step; large files need a minute or more.
        </p>
      )}
      {problem && (
        <div role="alert" className="grid max-w-text gap-1 text-failed">
          <p>
            {problem.detail} {whatStands(problem)}
          </p>
          {problem.errors.length > 0 && (
            <ul className="list-disc pl-5 text-sm">
              {problem.errors.slice(0, 20).map(({ path, message }, index) => (
                <li key={index}>
                  <code className="font-mono">
                    <UserText>{path}</UserText>
                  </code>{' '}
                  <Sentence>{message}</Sentence>
                </li>
              ))}
              {problem.errors.length > 20 && <li>and {plural(problem.errors.length - 20, 'more')}</li>}
            </ul>
          )}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        {!sync.data && (
          <Button variant="primary" isBusy={sync.isPending} onClick={send}>
            Import
          </Button>
        )}
        {!sync.isPending && <Button onClick={onClose}>{sync.data ? 'Import another file' : 'Choose another file'}</Button>}
      </div>
      <LeaveGuard isOn={sync.isPending} title="Leave during the import?">
        The server may still finish it, and you would not see its report. Sending the file again later changes nothing twice.
      </LeaveGuard>
    </div>
  );
}

/** All of it is one step: where the server answered, its own words say whether that was done. */
function whatStands({ isUnanswered, isPassing }: ApiProblem): string {
  if (isUnanswered) return 'Whether the file was taken is not known; sending it again changes nothing twice.';
  return isPassing ? 'Sending it again changes nothing twice.' : 'Nothing was changed.';
}
