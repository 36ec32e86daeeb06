import type { ErrorCode, ProblemParams } from '@skilltrace/contract';

interface Details {
  /** Every value that the sentence mentions, so that no client has to parse it. */
  params?: ProblemParams;
  /** What is wrong with which field of the request. */
  fields?: readonly { path: string; message: string }[];
}

/**
 * A refusal that a rule of the domain calls for. It carries a stable code, a sentence for the person who asked and the values in
 * that sentence, and knows nothing of HTTP. The sentence names a value as `{name}`.
 */
export class DomainError extends Error {
  readonly params: ProblemParams;
  readonly fields?: Details['fields'];

  constructor(
    readonly code: ErrorCode,
    sentence: string,
    { params = {}, fields }: Details = {},
  ) {
    super(sentence.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => inWords(params[name]) ?? placeholder));
    this.name = 'DomainError';
    this.params = params;
    this.fields = fields;
  }
}

function inWords(value: ProblemParams[string] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value?.toString();
}

export const notFound = (resource: string) => new DomainError('NOT_FOUND', 'This {resource} does not exist.', { params: { resource } });
export const forbidden = (why: string, params?: ProblemParams) => new DomainError('FORBIDDEN', why, { params });
export const invalid = (path: string, message: string) =>
  new DomainError('VALIDATION_FAILED', 'The request does not match the schema of this route.', { fields: [{ path, message }] });
