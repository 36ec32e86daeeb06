import { Sentence } from '#components/ui/user-text.tsx';
import { toApiProblem } from '#lib/api/api-problem.ts';

/** The error of a form's request, unless its fields show all of it. */
export function FormProblem({ error, fields = [] }: { error: unknown; fields?: readonly string[] }) {
  if (error == null) return null;
  const problem = toApiProblem(error);
  const isShownByField = fields.some((field) => problem.messageOf(field) !== undefined);
  const rest = problem.errors.filter(({ path }) => !fields.includes(path));
  if (isShownByField && rest.length === 0) return null;
  return (
    <p role="alert" className="text-failed">
      <Sentence>{[problem.detail, ...rest.map(({ path, message }) => `${path}: ${message}.`)].join(' ')}</Sentence>
    </p>
  );
}
