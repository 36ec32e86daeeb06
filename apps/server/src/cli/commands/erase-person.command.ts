import { createInterface } from 'node:readline/promises';
import type { ErasurePreview } from '@skilltrace/contract';
import { Command } from 'commander';
import { notFound } from '../../platform/errors/domain-error.js';
import type { Connection } from '../../platform/database/connection.js';
import { remainingTextsMessage, erasePerson } from '../../people/erasure/erase-person.js';
import { readErasurePreview } from '../../people/erasure/read-erasure-preview.js';
import { printableLine } from '../../platform/terminal/printable.js';
import { note, UsageError, type CommandContext, type CommandIo } from '../command-io.js';
import { exitCodes, type ExitCode } from '../exit-codes.js';
import { counted, report } from '../report.js';
import { withInstallation } from '../with-installation.js';

interface Options {
  yes?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

const BY_EMAIL = 'SELECT id FROM profiles WHERE lower(email) = lower($1)';

/** `erase-person`: shows what will be erased, asks for the e-mail address, and erases the person. */
export function erasePersonCommand({ io, end }: CommandContext): Command {
  return new Command('erase-person')
    .description('permanently erase a person; their signals stay and belong to a former member')
    .argument('<person>', 'e-mail address or id')
    .option('--yes', 'do not ask for the e-mail address')
    .option('--dry-run', 'show what would be erased, and write nothing')
    .option('--json', 'print the result as one JSON object')
    .addHelpText(
      'after',
      `
Erases the identity, the sign-in and the texts of the person in one transaction. No figure in any chart changes.
This cannot be undone. Backups still contain the person until you delete them.

Examples:
  $ skilltrace erase-person ada@example.org --dry-run
  $ skilltrace erase-person ada@example.org
  $ skilltrace erase-person 17 --yes --json`,
    )
    .action(async (person: string, { yes = false, dryRun = false, json }: Options) => {
      let code: ExitCode = exitCodes.fine;
      await withInstallation(io, async ({ database }) => {
        const profileId = await findPerson(database, person);
        const preview = await readErasurePreview(database, profileId, null);
        if (dryRun) return report(io, json, preview, () => inWords(preview));
        if (preview.erasedAt === null && !yes) {
          note(io, inWords(preview));
          if (!(await isConfirmed(io, preview.email))) throw new UsageError('The address does not match this person. Nothing was done.');
        }
        const erased = await erasePerson(database, {
          profileId,
          confirm: preview.email,
          erasedById: null,
          onTextsLeft: (error) => {
            note(io, remainingTextsMessage(profileId, error));
            code = exitCodes.problems;
          },
        });
        report(io, json, erased, () =>
          preview.erasedAt === null
            ? `Person ${profileId} was erased and is now a former member.`
            : `Person ${profileId} was erased at ${erased.erasedAt}.`,
        );
      });
      end(code);
    });
}

async function findPerson(connection: Connection, person: string): Promise<number> {
  if (/^[1-9]\d{0,14}$/.test(person)) return Number(person);
  if (!person.includes('@')) throw new UsageError('<person> must be an e-mail address or an id');
  const [found] = await connection.query<{ id: number }>(BY_EMAIL, [person.trim()]);
  if (!found) throw notFound('person');
  return found.id;
}

async function isConfirmed(io: CommandIo, email: string): Promise<boolean> {
  const lines = createInterface({ input: io.stdin, terminal: false });
  try {
    io.stderr.write('This cannot be undone. Type the e-mail address to erase this person: ');
    // An input that ends without a line does not confirm anything.
    const answer = await Promise.race([
      lines.question('', { signal: io.signal }),
      new Promise<string>((resolve) => lines.once('close', () => resolve(''))),
    ]);
    return answer.trim().toLowerCase() === email;
  } finally {
    lines.close();
  }
}

function inWords({ name, email, erasedAt, refusal, ends, goes, stays }: ErasurePreview): string {
  if (erasedAt !== null) return `This person was erased at ${erasedAt}.`;
  return [
    `${printableLine(name)} <${printableLine(email)}>:`,
    `  ended: ${counted(ends.sessions, 'session')}, ${counted(ends.apiTokens, 'API token')}, ${counted(ends.assignments, 'active assignment')},`,
    `         ${counted(ends.pendingSuggestions, 'pending suggestion')}, ${counted(ends.mentorshipSessions, 'open mentorship session')}`,
    `  deleted: name, addresses, the text of ${counted(goes.progressUpdates, 'progress update')} and ${counted(goes.comments, 'comment')}, ${counted(goes.savedViews, 'saved view')}, ${counted(goes.skillProposals, 'proposed skill')}; full name and e-mail address in ${counted(goes.mentions, 'text')} by other people`,
    `  kept for a former member: ${counted(stays.signals, 'signal')}, ${counted(stays.validatedSkills, 'validated skill')}`,
    ...(stays.projectsLed > 0 ? [`  ${counted(stays.projectsLed, 'active project')} will need another Tech Lead.`] : []),
    ...(stays.keys > 0
      ? [`  kept although they contain the name or the address: ${counted(stays.keys, 'key')} (external ids, skills, tags)`]
      : []),
    ...(refusal === 'LAST_ADMIN' ? ['This person cannot be erased: this is the last admin who can sign in.'] : []),
  ].join('\n');
}
