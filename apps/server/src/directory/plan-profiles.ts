import type { DirectoryProfile } from '@skilltrace/contract';
import type { KnownProfile } from './find-people.js';
import type { Entry, Refusal } from './section-tally.js';

export interface ProfilePlan {
  entry: Entry<DirectoryProfile>;
  /** The person that the entry is about; undefined for a new one. */
  person: KnownProfile | undefined;
  /** Why nothing is changed. */
  refusal?: Refusal;
}

/** By id: who is an active admin now, and who has a way to sign in. */
export type Admins = ReadonlyMap<number, { isAdmin: boolean; canSignIn: boolean }>;

/**
 * Decides which person each entry is about and whether their address is free. Every address and every external id occurs in
 * one entry only.
 *
 * An externalId identifies a person, and the address may then be a new one. Without a person of that externalId, and without
 * an externalId at all, an entry is about the person who has its address. An address is free when the person who has it
 * receives another one by this file, so that swaps and cycles of any length succeed together or not at all. The order of the
 * entries does not matter.
 *
 * @param admins every active admin and everyone whom the file makes one, where the file takes that right from someone
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

  // A refused entry keeps an address taken, or an admin in place, that another one counted on: until nothing changes any more.
  for (let refusedNow = -1; refusedNow !== 0;) {
    const accepted = plans.filter(({ refusal }) => !refusal);
    const leaving = new Set(accepted.flatMap(({ person, entry }) => (person && person.email !== entry.fields.email ? [person.id] : [])));
    const leavesNoAdmin = takesLastAdmin(accepted, admins);
    refusedNow = 0;
    for (const plan of accepted) {
      const { person, entry } = plan;
      const holder = byEmail.get(entry.fields.email);
      const refusal =
        holder && holder.id !== person?.id && !leaving.has(holder.id)
          ? addressTaken(entry.fields, holder)
          : leavesNoAdmin && losesAdmin(plan, admins)
            ? ({ code: 'CONFLICT', message: 'At least one admin who can sign in must remain.', field: 'isAdmin' } as const)
            : undefined;
      if (!refusal) continue;
      plan.refusal = refusal;
      refusedNow += 1;
    }
  }
  return plans;
}

function addressTaken({ email, externalId }: DirectoryProfile, holder: KnownProfile): Refusal {
  const whose = holder.externalId === null ? 'another person' : `the person with the externalId ${holder.externalId}`;
  const contradiction = externalId === undefined ? '' : `, and this entry has the externalId ${externalId}`;
  return { code: 'CONFLICT', message: `The address ${email} belongs to ${whose}${contradiction}.`, field: 'email' };
}

const losesAdmin = ({ person, entry }: ProfilePlan, admins: Admins) =>
  entry.fields.isAdmin === false && person !== undefined && admins.get(person.id)?.isAdmin === true;

/** As the guard of the database decides: someone who can sign in is followed by someone who can. */
function takesLastAdmin(accepted: readonly ProfilePlan[], admins: Admins): boolean {
  const losing = new Set(accepted.flatMap((plan) => (plan.person && losesAdmin(plan, admins) ? [plan.person.id] : [])));
  const gaining = accepted.filter(({ person, entry }) => entry.fields.isAdmin && !person?.hasLeft);
  const after = [...admins].filter(([id, { isAdmin }]) => isAdmin && !losing.has(id)).map(([id]) => id);
  const canSignIn = (id: number) => admins.get(id)?.canSignIn === true;
  if (![...losing].some(canSignIn)) return losing.size > 0 && after.length === 0 && gaining.length === 0;
  return ![...after, ...gaining.flatMap(({ person }) => person?.id ?? [])].some(canSignIn);
}
