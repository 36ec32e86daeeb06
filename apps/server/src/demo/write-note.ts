import type { Random } from './random.js';

/** What the updates of a project are about; a note is put together from one or two of these. */
export interface ProjectNotes {
  /** Pieces of work, as after "finished": `the retry queue for carrier webhooks`. */
  work: readonly string[];
  /** What went wrong and why, as two halves. */
  puzzles: readonly (readonly [symptom: string, cause: string])[];
  /** What was seen or measured; `#a-b` becomes a number from a to b. */
  findings: readonly string[];
  /** What comes next, or is waited for. */
  next: readonly string[];
  /** How this project begins a sentence about a piece of work; `…` is the piece. Left out: as engineers do. */
  openings?: readonly string[];
}

const OPENINGS = [
  'Finished ….',
  'Started on …; a first version runs on my machine.',
  'Most of … is in review.',
  'Merged ….',
  'Half-way through ….',
  'Rolled out … to #5-50 % and watched it for a day.',
  'Tests for …: #3-24 cases, one of which found a real defect.',
  'Went back to … after the review and made it simpler.',
  'Wrote down how … works, because two people asked this week.',
  'Removed #80-900 lines around …; nobody will miss them.',
  'Paired on … for most of the day.',
  'Split … into two steps, so that it can be switched off.',
  'Shipped … behind a flag.',
  'Took … over from a colleague and found my way around.',
  'Reviewed and tried out ….',
  'Small fixes to … after yesterday’s feedback.',
  'Spent the morning on …; it is clearer now what is missing.',
  'Carried on with …, without surprises.',
  'Demoed … to the team, two follow-ups noted.',
];
const PUZZLE_OPENINGS = [
  'Looked into why …:',
  'Found out why …:',
  'Support reported that …;',
  'Fixed that …:',
  'It kept happening that …;',
  'Chased for two days why …:',
];

/** A progress note as somebody of that project would have written it. */
export function writeNote(notes: ProjectNotes, random: Random): string {
  const sentences = [
    random.next() < 0.24 && notes.puzzles.length > 0
      ? puzzle(notes, random)
      : sentenceAbout(random.pick(notes.openings ?? OPENINGS), random.pick(notes.work)),
  ];
  if (random.next() < 0.68) sentences.push(random.pick(notes.findings));
  if (random.next() < 0.3) sentences.push(random.pick(notes.next));
  return sentences.map((sentence) => withNumbers(sentence, random)).join(random.next() < 0.12 ? '\n\n' : ' ');
}

function puzzle(notes: ProjectNotes, random: Random): string {
  const [symptom, cause] = random.pick(notes.puzzles);
  return `${random.pick(PUZZLE_OPENINGS).replace('…', symptom)} ${cause}.`;
}

function sentenceAbout(opening: string, work: string): string {
  const sentence = opening.replace('…', work);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function withNumbers(sentence: string, random: Random): string {
  return sentence.replace(/#(\d+)-(\d+)/g, (_match, low: string, high: string) =>
    random.whole(Number(low), Number(high)).toLocaleString('en'),
  );
}
