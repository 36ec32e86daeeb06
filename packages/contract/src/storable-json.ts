import type { z } from 'zod';
import { issueOf } from './field-reasons.ts';

const DEEPEST = 20;

/** Whether PostgreSQL can store the value: no NUL, no lone surrogate, no nesting that is too deep for its parser. */
function isStorable(value: unknown, depth = DEEPEST): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner, depth - 1));
}

/** Adds the checks of a JSON column to a schema: PostgreSQL can store it, and it has at most `bytes` bytes. */
export function storableJson<Schema extends z.ZodType>(schema: Schema, bytes: number): Schema {
  return schema
    .refine((value) => isStorable(value), {
      ...issueOf('must be JSON of at most {max} levels, without NUL or broken characters', { max: DEEPEST }),
      abort: true,
    })
    .refine((value) => new TextEncoder().encode(JSON.stringify(value)).length <= bytes, {
      ...issueOf('must be at most {max} kB of JSON', { max: bytes / 1024 }),
      abort: true,
    });
}
