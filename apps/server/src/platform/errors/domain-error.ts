import {
  fieldProblem,
  reasonOfSentence,
  type ErrorCode,
  type FieldProblem,
  type FieldSentence,
  type ProblemParams,
  type Reason,
  type Resource,
  type Sentence,
} from '@skilltrace/contract';
import { fillIn } from '@skilltrace/domain/text/fill-in';

interface Details {
  /** Every value that the sentence mentions, so that no client has to parse it. */
  params?: ProblemParams;
  /** What is wrong with which field of the request. */
  fields?: readonly ({ path: string } & FieldProblem)[];
}

/**
 * A refusal that a rule of the domain calls for. It carries a stable code, a sentence for the person who asked and the values in
 * that sentence, and knows nothing of HTTP. The sentence is one of the contract's `reasons`, so that clients can translate it; it
 * names a value as `{name}`.
 */
export class DomainError extends Error {
  readonly reason: Reason;
  readonly params: ProblemParams;
  readonly fields?: Details['fields'];

  constructor(
    readonly code: ErrorCode,
    sentence: Sentence,
    { params = {}, fields }: Details = {},
  ) {
    super(fillIn(sentence, params));
    this.name = 'DomainError';
    this.reason = reasonOfSentence(sentence);
    this.params = params;
    this.fields = fields;
  }
}

export const notFound = (resource: Resource) => new DomainError('NOT_FOUND', 'This {resource} does not exist.', { params: { resource } });
export const forbidden = (why: Sentence, params?: ProblemParams) => new DomainError('FORBIDDEN', why, { params });
export const invalidFields = (fields: Details['fields']) =>
  new DomainError('VALIDATION_FAILED', 'The request does not match the schema of this route.', { fields });
export const invalid = (path: string, sentence: FieldSentence, params?: ProblemParams) =>
  invalidFields([{ path, ...fieldProblem(sentence, params) }]);
