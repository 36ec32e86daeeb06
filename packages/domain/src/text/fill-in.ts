/** A value of a sentence. */
export type SentenceValue = string | number | boolean | readonly string[];

/** The names of the `{values}` in a sentence. */
export type NamesIn<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** Puts values into the `{places}` of an English sentence: `fillIn('It is {status}.', { status: 'completed' })`. */
export function fillIn(sentence: string, values: Readonly<Record<string, SentenceValue>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? place : inWords(value);
  });
}

function inWords(value: SentenceValue): string {
  if (typeof value === 'object') return value.join(', ');
  return typeof value === 'number' ? value.toLocaleString('en') : String(value);
}
