import {
  directoryReasons,
  fieldReasons,
  reasons,
  type DirectoryReport,
  type ImportReport,
  type Problem,
  type ProblemParams,
} from '@skilltrace/contract';
import { fillIn } from '@skilltrace/domain/text/fill-in';

/**
 * Throws if a client could not write the sentences of a problem itself: if the problem or one of its fields lacks a known reason,
 * or if the reason and the parameters do not result in the English sentence.
 */
export function expectReasons({ detail, reason, params, errors = [], standing }: Problem): void {
  // The sentences about an interrupted import are in `standing`, as numbers.
  if (!standing) expectSentence(reasons, detail, reason, params);
  for (const field of errors) expectSentence(fieldReasons, field.message, field.reason, field.params);
}

/** The same for a line that an import rejected: it has one sentence, or one for each field. */
export function expectReasonsOfLine({ message, errors, ...sentence }: ImportReport['errors'][number]): void {
  if (!errors) expectSentence(reasons, message, sentence.reason, sentence.params);
  for (const field of errors ?? []) expectSentence(fieldReasons, field.message, field.reason, field.params);
}

/** The same for an entry that an import of an organization rejected. */
export function expectReasonsOfEntry({ message, errors, ...sentence }: DirectoryReport['rejected'][number]): void {
  if (!errors) expectSentence(directoryReasons, message, sentence.reason, sentence.params);
  for (const field of errors ?? []) expectSentence(fieldReasons, field.message, field.reason, field.params);
}

function expectSentence(table: Readonly<Record<string, string>>, text: string, reason = '', params: ProblemParams = {}): void {
  const sentence = Object.hasOwn(table, reason) ? table[reason] : undefined;
  if (sentence === undefined) throw new Error(`The sentence "${text}" has no known reason: "${reason}"`);
  const filled = fillIn(sentence, params);
  if (filled !== text) throw new Error(`The sentence "${text}" is not what its reason ${reason} says: "${filled}"`);
}
