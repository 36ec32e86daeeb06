import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Sentence, UserText } from '#components/ui/user-text.tsx';
import { toApiProblem, type ApiProblem } from '#lib/api/api-problem.ts';
import { newIdempotencyKey } from '#lib/api/idempotency-key.ts';
import { sizeInWords } from '#lib/format/size.ts';
import { useSyncDirectory } from '../api/sync-directory.ts';
import type { CheckedOrganizationFile } from '../organization/check-organization-file.ts';
import { Figures } from './figures.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { NextSteps } from './next-steps.tsx';
import { OrganizationReport } from './organization-report.tsx';

const MOST_LISTED = 20;

export interface ChosenOrganizationProps {
  file: File;
  /** The uncompressed content, which is sent. */
  content: Blob;
  counts: Extract<CheckedOrganizationFile, { isGood: true }>['counts'];
  onClose: () => void;
}

/** Shows a chosen organization file: its counts, the import, and the report of the server. */
export function ChosenOrganization({ file, content, counts, onClose }: ChosenOrganizationProps) {
  const sync = useSyncDirectory();
  // A second attempt has the same key, so that the server imports the file only once if its first answer was lost.
  const [idempotencyKey, setKey] = useState(newIdempotencyKey);
  const problem = sync.isError ? toApiProblem(sync.error) : undefined;
  const unlisted = (problem?.errors.length ?? 0) - MOST_LISTED;
  const send = () =>
    sync.mutate(
      { content, idempotencyKey },
      // The server repeats the answer of a rejected request for its key.
      { onError: (error) => toApiProblem(error).isTemporary || setKey(newIdempotencyKey()) },
    );
  return (
    <div className="grid gap-4">
      <p className="font-medium break-all">
        <UserText>{file.name}</UserText> <span className="font-normal text-ink-muted">· {sizeInWords(file.size)}</span>
      </p>
      {sync.data ? (
        <>
          <OrganizationReport report={sync.data} fileName={file.name} />
          <NextSteps withPeople />
        </>
      ) : (
        <Figures figures={counts.filter(({ count }) => count > 0).map(({ label, count }) => ({ label, value: count }))} />
      )}
      {sync.isPending && (
        <p role="status" className="text-ink-muted">
          <Trans>The server imports the file in one step. A large file takes a minute or more.</Trans>
        </p>
      )}
      {problem && (
        <div role="alert" className="grid max-w-text gap-1 text-failed">
          <p>
            {problem.detail} {outcomeInWords(problem)}
          </p>
          {problem.errors.length > 0 && (
            <ul className="list-disc ps-5 text-sm">
              {problem.errors.slice(0, MOST_LISTED).map(({ path, message }, index) => (
                <li key={index}>
                  <code className="font-mono">
                    <UserText>{path}</UserText>
                  </code>{' '}
                  <Sentence>{message}</Sentence>
                </li>
              ))}
              {unlisted > 0 && <li>{plural(unlisted, { one: '# more error', other: '# more errors' })}</li>}
            </ul>
          )}
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        {!sync.data && (
          <Button variant="primary" isBusy={sync.isPending} onClick={send}>
            <Trans comment="Button that starts an import">Import</Trans>
          </Button>
        )}
        {!sync.isPending && <Button onClick={onClose}>{sync.data ? t`Import another file` : t`Choose another file`}</Button>}
      </div>
      <LeaveGuard isOn={sync.isPending} title={t`Leave during the import?`}>
        <Trans>
          The server may still finish the import, but you will not see its report. You can send the file again later: no entry is imported
          twice.
        </Trans>
      </LeaveGuard>
    </div>
  );
}

/** Says whether a failed import saved anything. The import is one transaction. */
function outcomeInWords({ isUnanswered, isTemporary }: ApiProblem): string {
  if (isUnanswered) return t`The file may or may not have been imported. You can send it again: no entry is imported twice.`;
  return isTemporary ? t`You can send the file again: no entry is imported twice.` : t`Nothing was changed.`;
}
