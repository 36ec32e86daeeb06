import type { DirectorySection, SyncDirectoryBody } from '@skilltrace/contract';
import type { Transaction } from '../platform/database/connection.js';

/** Where entries name people: by address, and those of `profiles` by external id as well. */
const ADDRESSES = ['email', 'techLead', 'lastValidatedByEmail'];
// Nobody is erased until this transaction ends: an erasure takes the same lock for itself alone.
const WAIT = 'SELECT wait_for_erasing()';
const FIND = 'SELECT kind, value FROM erased_identities($1, $2)';

type Entry = Record<string, unknown>;

/** Looks up every address and external id of a file together. @returns whether an entry of a section names an erased person */
export async function findErased(
  transaction: Transaction,
  payload: SyncDirectoryBody,
): Promise<(section: DirectorySection, entry: object) => boolean> {
  await transaction.query(WAIT);
  const entries = Object.values(payload).flatMap((section): Entry[] => section ?? []);
  const emails = [...new Set(entries.flatMap(addressesOf))];
  const externalIds = [...new Set((payload.profiles ?? []).flatMap(({ externalId }) => externalId ?? []))];
  const rows = await transaction.query<{ kind: string; value: string }>(FIND, [emails, externalIds]);
  const erased = new Set(rows.map(({ kind, value }) => `${kind} ${value}`));
  return (section, entry) =>
    erased.size > 0 &&
    (addressesOf(entry as Entry).some((email) => erased.has(`address ${email}`)) ||
      (section === 'profiles' && erased.has(`person ${String((entry as Entry)['externalId'])}`)));
}

function addressesOf(entry: Entry): string[] {
  return ADDRESSES.flatMap((field) => (typeof entry[field] === 'string' ? [entry[field]] : []));
}
