import { StandardSchemaValidationPipe } from '@nestjs/common';
import { problemOfIssue } from '@skilltrace/contract';
import type { z } from 'zod';
import { invalidFields, type DomainError } from '../errors/domain-error.js';

type Schema = Parameters<StandardSchemaValidationPipe['validate']>[1];

const MOST_ERRORS = 50;

class ExactValidationPipe extends StandardSchemaValidationPipe {
  // Nest would remove `constructor` and `__proto__` silently. Without this, they are errors like any unknown field. The JSON parser
  // has already rejected those that could modify a prototype.
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

/** Nest's validation pipe with the schemas of the contract. Reports each invalid field. */
export const validationPipe = new ExactValidationPipe();
