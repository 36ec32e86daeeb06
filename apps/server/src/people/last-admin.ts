/** What of a person decides whether they count as an admin who can sign in. */
export interface AdminStanding {
  id: number;
  isAdmin: boolean;
  isActive: boolean;
  /** Has a password or another way to sign in. */
  canSignIn: boolean;
}

/**
 * Whether a change leaves no admin: the person is an active admin now and would not be one after it, and either no other person
 * is, or none of the others can sign in although this one can.
 *
 * @param people the person and at least every other active admin, as they are now
 */
export function takesLastAdmin(people: readonly AdminStanding[], id: number, change: { isAdmin?: boolean; isActive?: boolean }): boolean {
  const isActiveAdmin = (person: Pick<AdminStanding, 'isAdmin' | 'isActive'>) => person.isAdmin && person.isActive;
  const before = people.find((person) => person.id === id);
  if (!before || !isActiveAdmin(before)) return false;
  if (isActiveAdmin({ isAdmin: change.isAdmin ?? before.isAdmin, isActive: change.isActive ?? before.isActive })) return false;
  const others = people.filter((person) => person.id !== id && isActiveAdmin(person));
  return before.canSignIn ? !others.some(({ canSignIn }) => canSignIn) : others.length === 0;
}
