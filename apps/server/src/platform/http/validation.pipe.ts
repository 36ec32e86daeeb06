import { StandardSchemaValidationPipe } from '@nestjs/common';
import { DomainError } from '../errors/domain-error.js';

const MOST_ERRORS = 50;

function pathOf(path: readonly (PropertyKey | { key: PropertyKey })[] | undefined): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
}

class ExactValidationPipe extends StandardSchemaValidationPipe {
  // Nest would take `constructor` and `__proto__` out of what was sent; as any unknown field, they are an error instead.
  // The parser of JSON has refused those that could reach a prototype.
  protected override stripProtoKeys(): void {}
}

/** Nest's own pipe over the contract's schemas; what does not fit is told field by field. */
export const validationPipe = new ExactValidationPipe({
  exceptionFactory: (issues) =>
    new DomainError('VALIDATION_FAILED', 'The request does not match the schema of this route.', {
      fields: issues.slice(0, MOST_ERRORS).map((issue) => ({ path: pathOf(issue.path), message: issue.message })),
    }),
});
