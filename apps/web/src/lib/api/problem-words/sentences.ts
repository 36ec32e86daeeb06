import type { ProblemParams } from '@skilltrace/contract';
import type { NamesIn } from '@skilltrace/domain/text/fill-in';

/** The values of a sentence as people read them, and as the server sent them. */
type Writes<Sentence extends string> = (
  values: Readonly<Record<NamesIn<Sentence>, string>>,
  params: Readonly<Record<NamesIn<Sentence>, ProblemParams[string] | undefined>>,
) => string;

/** A sentence for each reason of a table of the contract. A missing one is an error of the compiler. */
export type SentencesOf<Table extends Readonly<Record<string, string>>> = { readonly [Reason in keyof Table]: Writes<Table[Reason]> };
