import type { DirectoryProfile } from '@skilltrace/contract';
import type { KnownProfile } from './find-people.js';
import { refuse, type Refusal } from './refusal.js';
import type { Entry } from './section-tally.js';

export interface ProfilePlan {
  entry: Entry<DirectoryProfile>;
  /** The person that the entry is about. Undefined for a new person. */
  person: KnownProfile | undefined;
  /** Why the entry is rejected. */
  refusal?: Refusal;
}

/** By profile id: who is an active admin now, and who can sign in. */
export type Admins = ReadonlyMap<number, { isAdmin: boolean; canSignIn: boolean }>;

/**
 * Decides which person each entry is about and whether their address is free. Each address and each external id occurs in only
 * one entry.
 *
 * An externalId identifies a person, who may then get a new address. Without a person with that externalId, or without an
 * externalId, an entry is about the person with its address. An address is free if the file gives its current holder another
 * one, so swaps and cycles of any length succeed or fail together. The order of the entries does not matter.
 *
 * @param admins all active admins and everyone whom the file makes an admin. Needed only if the file removes admin rights.
 */
export function planProfiles(entries: readonly Entry<DirectoryProfile>[], known: readonly KnownProfile[], admins: Admins): ProfilePlan[] {
  const byExternalId = new Map(known.flatMap((person) => (person.externalId === null ? [] : [[person.externalId, person]])));
  const byEmail = new Map(known.map((person) => [person.email, person]));
  const ofExternalId = ({ externalId }: DirectoryProfile) => (externalId === undefined ? undefined : byExternalId.get(externalId));
  const identified = new Set(entries.flatMap(({ fields }) => ofExternalId(fields)?.id ?? []));

  const plans = entries.map((entry): ProfilePlan => {
    const holder = byEmail.get(entry.fields.email);
    const isAboutHolder = holder && !identified.has(holder.id) && (entry.fields.externalId === undefined || holder.externalId === null);
    return { entry, person: ofExternalId(entry.fields) ?? (isAboutHolder ? holder : undefined) };
  });

  // Rejecting an entry can keep an address taken or an admin in place, which may invalidate other entries. Repeats until
  // nothing changes.
  for (let rejectedNow = -1; rejectedNow !== 0;) {
    const accepted = plans.filter(({ refusal }) => !refusal);
    const leaving = new Set(accepted.flatMap(({ person, entry }) => (person && person.email !== entry.fields.email ? [person.id] : [])));
    const leavesNoAdmin = takesLastAdmin(accepted, admins);
    rejectedNow = 0;
    for (const plan of accepted) {
      const { person, entry } = plan;
      const holder = byEmail.get(entry.fields.email);
      const refusal =
        holder && holder.id !== person?.id && !leaving.has(holder.id)
          ? addressTaken(entry.fields, holder)
          : leavesNoAdmin && losesAdmin(plan, admins)
            ? refuse('CONFLICT', 'At least one admin who can sign in must remain.', { field: 'isAdmin' })
            : undefined;
      if (!refusal) continue;
      plan.refusal = refusal;
      rejectedNow += 1;
    }
  }
  return plans;
}

function addressTaken({ email, externalId }: DirectoryProfile, holder: KnownProfile): Refusal {
  const field = 'email';
  const owner = holder.externalId;
  if (owner === null)
    return externalId === undefined
      ? refuse('CONFLICT', 'The address {email} belongs to another person.', { field, params: { email } })
      : refuse('CONFLICT', 'The address {email} belongs to another person, and this entry has the externalId {externalId}.', {
          field,
          params: { email, externalId },
        });
  return externalId === undefined
    ? refuse('CONFLICT', 'The address {email} belongs to the person with the externalId {owner}.', { field, params: { email, owner } })
    : refuse(
        'CONFLICT',
        'The address {email} belongs to the person with the externalId {owner}, and this entry has the externalId {externalId}.',
        { field, params: { email, owner, externalId } },
      );
}

const losesAdmin = ({ person, entry }: ProfilePlan, admins: Admins) =>
  entry.fields.isAdmin === false && person !== undefined && admins.get(person.id)?.isAdmin === true;

/** Same rule as the database guard: if the admins who lose the role include one who can sign in, an admin who can sign in must remain. */
function takesLastAdmin(accepted: readonly ProfilePlan[], admins: Admins): boolean {
  const losing = new Set(accepted.flatMap((plan) => (plan.person && losesAdmin(plan, admins) ? [plan.person.id] : [])));
  const gaining = accepted.filter(({ person, entry }) => entry.fields.isAdmin && !person?.hasLeft);
  const after = [...admins].filter(([id, { isAdmin }]) => isAdmin && !losing.has(id)).map(([id]) => id);
  const canSignIn = (id: number) => admins.get(id)?.canSignIn === true;
  if (![...losing].some(canSignIn)) return losing.size > 0 && after.length === 0 && gaining.length === 0;
  return ![...after, ...gaining.flatMap(({ person }) => person?.id ?? [])].some(canSignIn);
}
