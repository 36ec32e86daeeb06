import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { toApiProblem, type ApiProblem } from '#lib/api/api-problem.ts';
import { Button } from './button.tsx';
import { Sentence } from './user-text.tsx';

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** Shows an error and what to do about it. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const problem = toApiProblem(error);
  const { title, advice } = explain(problem);
  return (
    <div role="alert" className="grid justify-items-start gap-1 rounded border border-line bg-surface px-5 py-6">
      <p className="font-medium">
        <Sentence>{title}</Sentence>
      </p>
      <p className="max-w-text text-ink-muted">
        <Sentence>{advice}</Sentence>
      </p>
      {onRetry !== undefined && problem.status !== 403 && problem.status !== 404 && (
        <Button className="mt-2 max-sm:min-h-11" onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </div>
  );
}

function explain(problem: ApiProblem): { title: string; advice: string } {
  if (problem.code === 'OFFLINE')
    return { title: t`The server cannot be reached`, advice: t`Check your connection. This page loads as soon as the connection is back.` };
  if (problem.isTemporary)
    return {
      title: t`The server is not ready`,
      advice: t`The server is starting or cannot reach its database. This page loads as soon as the server is ready.`,
    };
  if (problem.status === 403) return { title: t`You don't have access to this page`, advice: problem.detail };
  if (problem.status === 404) return { title: t`Not found`, advice: problem.detail };
  return { title: t`This could not be loaded`, advice: problem.detail };
}
