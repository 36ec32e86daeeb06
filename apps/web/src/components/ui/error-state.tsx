import { toApiProblem, type ApiProblem } from '#lib/api/api-problem.ts';
import { Button } from './button.tsx';
import { Sentence } from './user-text.tsx';

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
}

/** What failed, and what to do about it. Told from the problem's code: away, forbidden, not found, failed. */
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
        <Button className="mt-2" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

function explain(problem: ApiProblem): { title: string; advice: string } {
  if (problem.code === 'OFFLINE')
    return { title: 'The server cannot be reached', advice: 'Check your connection. This loads as soon as it is back.' };
  if (problem.isPassing)
    return { title: 'The server is not ready', advice: 'It is starting, or cannot reach its database. This loads as soon as it is back.' };
  if (problem.status === 403) return { title: 'This is not yours to see', advice: problem.detail };
  if (problem.status === 404) return { title: 'There is nothing here', advice: problem.detail };
  return { title: 'This could not be loaded', advice: problem.detail };
}
