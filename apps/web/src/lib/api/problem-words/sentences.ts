import type { FieldReason, fieldReasons, ProblemParams, Reason, reasons } from '@skilltrace/contract';
import type { NamesIn } from '@skilltrace/domain/text/fill-in';

/** The values of a sentence as people read them, and as the server sent them. */
type Writes<Sentence extends string> = (
  values: Readonly<Record<NamesIn<Sentence>, string>>,
  params: Readonly<Record<NamesIn<Sentence>, ProblemParams[string] | undefined>>,
) => string;

/** A sentence for each reason of a problem. A missing one is an error of the compiler. */
export type SentencesOfReasons<Each extends Reason> = { readonly [Name in Each]: Writes<(typeof reasons)[Name]> };
/** The same for the reasons of fields. */
export type SentencesOfFields<Each extends FieldReason> = { readonly [Name in Each]: Writes<(typeof fieldReasons)[Name]> };
