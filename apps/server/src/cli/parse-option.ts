import { problemOfIssue } from '@skilltrace/contract';
import type { z } from 'zod';
import { UsageError } from './command-io.js';

/** The value of an option. @throws UsageError with a sentence about the option */
export function parseOption<Schema extends z.ZodType>(schema: Schema, value: string, option: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${option} ${issue ? problemOfIssue(issue, value).message : 'is not allowed'}`);
}
