import {
  directoryReasonOf,
  fieldProblem,
  type DirectoryReport,
  type DirectorySentence,
  type ErrorCode,
  type FieldSentence,
} from '@skilltrace/contract';
import { fillIn, type NamesIn } from '@skilltrace/domain/text/fill-in';

type Rejected = DirectoryReport['rejected'][number];

/** Why an entry was not imported. */
export interface Refusal extends Pick<Rejected, 'message' | 'reason' | 'params' | 'errors'> {
  code: ErrorCode;
  /** The invalid field, such as `email`. Undefined if the whole entry is invalid. */
  field?: string;
}

/** Every value in the sentence. */
type Params<Sentence extends string> = Readonly<Record<NamesIn<Sentence>, string | number>>;
/** Required if the sentence has values. */
type Details<Sentence extends string> = [NamesIn<Sentence>] extends [never]
  ? [details?: { field?: string }]
  : [details: { field?: string; params: Params<Sentence> }];

/** A refusal in a sentence of the contract's `directoryReasons`, so that clients can translate it. */
export function refuse<Sentence extends DirectorySentence>(code: ErrorCode, sentence: Sentence, ...[details]: Details<Sentence>): Refusal {
  const { params = {}, ...field }: { field?: string; params?: Record<string, string | number> } = details ?? {};
  return {
    code,
    message: fillIn(sentence, params),
    reason: directoryReasonOf(sentence),
    ...(Object.keys(params).length > 0 && { params }),
    ...field,
  };
}

/** A refusal because of a field that is not valid. */
export function refuseField(field: string, sentence: FieldSentence): Refusal {
  const problem = fieldProblem(sentence);
  return { code: 'VALIDATION_FAILED', message: `The field ${field} ${problem.message}.`, errors: [{ path: field, ...problem }], field };
}
