/** What can be wrong with a text, each as the end of a sentence that begins with the field's name. The names are stable. */
export const textProblems = {
  length: 'must have {min} to {max} characters',
  broken_characters: 'must not contain broken characters',
  nul_or_broken_characters: 'must not contain NUL or broken characters',
  not_one_line: 'must be one line without control characters',
  direction_characters: 'must not contain characters that change the direction of text',
  replacement_character: 'must not contain the replacement character U+FFFD: an earlier program could not decode the text',
  nothing_visible: 'must contain at least one visible character',
  invisible_characters: 'must not contain invisible characters',
  compatibility_characters: 'must not contain compatibility characters such as full-width letters',
  not_an_address: 'must be an e-mail address, such as ada@example.org',
  not_a_time: 'must be an ISO 8601 time with its offset, such as 2026-01-31T09:00:00Z',
  time_out_of_range: 'must be between 1900 and 2200',
} as const;

/** What is wrong with a text: the end of a sentence, and the values that belong to its `{places}`. */
export interface TextProblem {
  sentence: (typeof textProblems)[keyof typeof textProblems];
  params?: { min: number; max: number };
}
