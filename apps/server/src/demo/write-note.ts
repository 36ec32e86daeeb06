import type { Random } from './random.js';

/** Building blocks for the updates of a project. A note combines up to three of them. */
export interface ProjectNotes {
  /** Pieces of work that can follow "Finished": `the retry queue for carrier webhooks`. */
  work: readonly string[];
  /** Problems, each with its symptom and its cause. */
  puzzles: readonly (readonly [symptom: string, cause: string])[];
  /** Observations and measurements. `#a-b` is replaced with a number from a to b. */
  findings: readonly string[];
  /** The next step, or what the author is waiting for. */
  next: readonly string[];
  /** Sentences about a piece of work, which replaces the `…`. The default suits engineers. */
  openings?: readonly string[];
}

const OPENINGS = [
  'Finished ….',
  'Started on …; a first version runs on my machine.',
  'Most of … is in review.',
  'Merged ….',
  'Halfway through ….',
  'Rolled out … and watched it for #2-5 days.',
  'Wrote tests for …: #3-24 cases, one of which found a real bug.',
  'Simplified … after the review.',
  'Documented …, because two people asked this week.',
  'Removed #80-900 lines of dead code around ….',
  'Paired on … for most of the day.',
  'Split … into two steps so that we can roll back halfway.',
  'Shipped … behind a flag.',
  'Took over … from a colleague and found my way around.',
  'Reviewed and tested ….',
  'Made small fixes to … after yesterday’s feedback.',
  'Spent the morning on …; the open questions are clearer now.',
  'Continued with … without surprises.',
  'Demoed … to the team and noted two follow-ups.',
];
const PUZZLE_OPENINGS = [
  'Looked into why …:',
  'Found out why …:',
  'Support reported that …;',
  'Fixed the bug where …:',
  'Several people reported that …;',
  'Spent two days finding out why …:',
];

/** Writes a progress note as a member of the project might. */
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
