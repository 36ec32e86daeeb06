import { StandardSchemaValidationPipe } from '@nestjs/common';
import { problemOfIssue } from '@skilltrace/contract';
import type { z } from 'zod';
import { invalidFields, type DomainError } from '../errors/domain-error.js';

type Schema = Parameters<StandardSchemaValidationPipe['validate']>[1];

const MOST_ERRORS = 50;

class ExactValidationPipe extends StandardSchemaValidationPipe {
  // Nest would take `constructor` and `__proto__` out of what was sent; as any unknown field, they are an error instead.
  // The parser of JSON has refused those that could reach a prototype.
  protected override stripProtoKeys(): void {}

  protected override async validate<T>(value: unknown, schema: Schema, options?: Record<string, unknown>) {
    const result = await super.validate<T>(value, schema, options);
    // Every schema of the contract is one of zod's. Its issues do not hold the value, which says whether a field is missing.
    if (result.issues) throw notMatching(result.issues as readonly z.core.$ZodIssue[], value);
    return result;
  }
}

function notMatching(issues: readonly z.core.$ZodIssue[], value: unknown): DomainError {
  return invalidFields(issues.slice(0, MOST_ERRORS).map((issue) => ({ path: issue.path.join('.'), ...problemOfIssue(issue, value) })));
}

/** Nest's own pipe over the contract's schemas; what does not fit is told field by field. */
export const validationPipe = new ExactValidationPipe();
