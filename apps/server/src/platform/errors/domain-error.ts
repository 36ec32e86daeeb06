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
  /** Every value in the sentence, so that clients do not have to parse it. */
  params?: ProblemParams;
  /** The invalid fields of the request. */
  fields?: readonly ({ path: string } & FieldProblem)[];
}

/**
 * An error that a domain rule causes. It has a stable code, a sentence for the caller and the values in that sentence, and does
 * not depend on HTTP. The sentence is one of the contract's `reasons`, so that clients can translate it, and contains a value as
 * `{name}`.
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
