import { fillIn } from '@skilltrace/domain/text/fill-in';
import { textProblems } from '@skilltrace/domain/text/text-problem';
import type { ProblemParams } from './problem.ts';

/** What can be wrong with a field of a request, each as the end of a sentence that begins with the field's name. */
export const fieldReasons = {
  ...textProblems,
  missing: 'is missing',
  kind: 'must be {kind}',
  null: 'must be {kind}, not null',
  not_listed: 'must be one of {values}',
  unknown_field: 'has an unknown field: {fields}',
  unknown_fields: 'has unknown fields: {fields}',
  too_many: 'must have at most {max} elements',
  too_few: 'must have at least {min} elements',
  too_long: 'must have at most {max} characters',
  too_short: 'must have at least {min} characters',
  too_large: 'must be at most {max}',
  too_small: 'must be at least {min}',
  not_above: 'must be more than {min}',
  not_below: 'must be less than {max}',
  not_valid: 'is not valid',

  utf8: 'must be UTF-8',
  twice: 'must not appear twice in one object',
  positive_whole_number: 'must be a positive whole number',
  whole_number: 'must be a whole number',
  out_of_range: 'must be from {min} to {max}',
  too_many_ids: 'must be at most {max} ids',
  cursor: 'is not a valid cursor for this list',
  json_not_storable: 'must be JSON of at most {max} levels, without NUL or broken characters',
  large_json: 'must be at most {max} kB of JSON',
  list: 'must be a list',
  no_section: 'has no section {fields}; the sections are skills, profiles, projects, assignments, employeeSkills, suggestions',
  no_organization: 'must be one JSON object with the sections skills, profiles, projects, assignments, employeeSkills, suggestions',
  page_path: 'must be the path of a page, such as /people',
  web_address: 'must be an address that begins with https:// or http://',
  two_projects: 'name the project by either projectId or projectExternalId',
  two_people: 'name the person by either userId or email',
  no_identity: 'give an externalId, a createdAt or both',
  category_or_skill: 'give either category or skillId',

  in_future: 'must not be in the future',
  in_past: 'must be in the future',
  after_to: 'must be before `to`',
  only_with_level: 'must be given with the sort `level`, and only with it',
  before_start: 'must not be before the start',
  before_last_update: 'must be after the last update that the person posted',
  before_project: 'must not be before the start of the project, unless an admin sets it',
  too_far_back: 'must be within the last {days} days, unless an admin sets it',
  with_csv: 'cannot be used with CSV, which has all rows',
  with_ended_at: 'cannot be combined with `endedAt`',
  after_creator: 'must not be later than the expiry of the token that creates it',
  language_tag: 'must be a language tag, such as es or pt-BR',
  time_zone: 'must be an IANA time zone such as Europe/Zurich',
  time_zone_in_database: 'is not known to the database',
  too_many_buckets: 'must not result in more than {max} buckets. Use a larger bucket',

  same_skill: 'must be another skill',
  same_person: 'must be a person other than the intern',
  confirmation: 'must be the e-mail address of this person',
  wrong_password: 'is not your password',
  same_password: 'is the same as the current one',
  easy_password: 'is easy to guess',
} as const;

export type FieldReason = keyof typeof fieldReasons;
export type FieldSentence = (typeof fieldReasons)[FieldReason];

/** What is wrong with a field, for people and for programs. */
export interface FieldProblem {
  message: string;
  reason: FieldReason;
  /** Every value that the message mentions; left out if there are none. */
  params?: ProblemParams;
}

const reasonBySentence = new Map<string, FieldReason>(
  Object.entries(fieldReasons).map(([reason, sentence]) => [sentence, reason as FieldReason]),
);

/** Whether a text is a sentence of the table. */
export const isFieldSentence = (text: string): text is FieldSentence => reasonBySentence.has(text);

/** A problem of a field, from its sentence and the values in it. */
export function fieldProblem(sentence: FieldSentence, params: ProblemParams = {}): FieldProblem {
  const reason = reasonBySentence.get(sentence);
  if (reason === undefined) throw new Error(`No reason has the sentence ${sentence}`);
  return { message: fillIn(sentence, params), reason, ...(Object.keys(params).length > 0 && { params }) };
}

/** The same as an issue of a schema: `.refine(isTimeZone, issueOf('must be …'))`. */
export function issueOf(sentence: FieldSentence, params?: ProblemParams) {
  const problem = fieldProblem(sentence, params);
  return { message: problem.message, params: { problem } };
}
