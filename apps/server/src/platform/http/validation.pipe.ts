import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

const MOST_ERRORS = 50;

function pathOf(path: readonly (PropertyKey | { key: PropertyKey })[] | undefined): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

class ExactValidationPipe extends StandardSchemaValidationPipe {
  // Nest would remove `constructor` and `__proto__` silently. Without this, they are errors like any unknown field. The JSON parser
  // has already rejected those that could modify a prototype.
  protected override stripProtoKeys(): void {}
}

/** Nest's validation pipe with the schemas of the contract. Reports each invalid field. */
export const validationPipe = new ExactValidationPipe({
  exceptionFactory: (issues) =>
    new DomainError('VALIDATION_FAILED', 'The request does not match the schema of this route.', {
      fields: issues.slice(0, MOST_ERRORS).map((issue) => ({ path: pathOf(issue.path), message: issue.message })),
    }),
});
