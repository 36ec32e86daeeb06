import type { DirectoryProfile, DirectorySection } from '@skilltrace/contract';
import { changeInTurn } from '../platform/database/change-in-turn.js';
import type { Transaction } from '../platform/database/connection.js';

/** The fields that name people by email address. Entries of `profiles` also identify people by external id. */
const ADDRESSES = ['email', 'techLead', 'lastValidatedByEmail'];
const FIND = 'SELECT kind, value FROM erased_identities($1, $2)';

type Fields = Record<string, unknown>;
/** The entries of each section. */
type File = Readonly<Record<Exclude<DirectorySection, 'profiles'>, readonly { fields: object }[]>> & {
  profiles: readonly { fields: DirectoryProfile }[];
};

/** Looks up all addresses and external ids of a file in one query. @returns whether an entry of a section names an erased person */
export async function findErasedPeople(
  transaction: Transaction,
  file: File,
): Promise<(section: DirectorySection, fields: object) => boolean> {
  // No person is erased from here until this transaction ends.
  await changeInTurn(transaction);
  const entries = Object.values(file).flatMap((section) => section.map(({ fields }) => fields as Fields));
  const emails = [...new Set(entries.flatMap(addressesOf))];
  const externalIds = [...new Set(file.profiles.flatMap(({ fields }) => fields.externalId ?? []))];
  const rows = await transaction.query<{ kind: string; value: string }>(FIND, [emails, externalIds]);
  const erased = new Set(rows.map(({ kind, value }) => `${kind} ${value}`));
  return (section, fields) =>
    erased.size > 0 &&
    (addressesOf(fields as Fields).some((email) => erased.has(`address ${email}`)) ||
      (section === 'profiles' && erased.has(`person ${String((fields as Fields)['externalId'])}`)));
}

function addressesOf(entry: Fields): string[] {
  return ADDRESSES.flatMap((field) => (typeof entry[field] === 'string' ? [entry[field]] : []));
}
