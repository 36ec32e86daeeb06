import type { ErrorCode, ProblemParams } from '@skilltrace/contract';

interface Details {
  /** Every value in the sentence, so that clients do not have to parse it. */
  params?: ProblemParams;
  /** The invalid fields of the request. */
  fields?: readonly { path: string; message: string }[];
}

/**
 * An error that a domain rule causes. It has a stable code, a sentence for the caller and the values in that sentence, and does
 * not depend on HTTP. The sentence contains a value as `{name}`.
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
