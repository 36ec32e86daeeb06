/** The facts that decide whether a person counts as an admin who can sign in. */
export interface AdminStatus {
  id: number;
  isAdmin: boolean;
  isActive: boolean;
  /** The person has a password or another way to sign in. */
  canSignIn: boolean;
}

/**
 * Whether a change would leave no admin. That is the case if the person is an active admin now and would no longer be one, and
 * no other active admin remains, or none of the others can sign in although this person can.
 *
 * @param people the current state of the person and at least every other active admin
 */
export function takesLastAdmin(people: readonly AdminStatus[], id: number, change: { isAdmin?: boolean; isActive?: boolean }): boolean {
  const isActiveAdmin = (person: Pick<AdminStatus, 'isAdmin' | 'isActive'>) => person.isAdmin && person.isActive;
  const before = people.find((person) => person.id === id);
  if (!before || !isActiveAdmin(before)) return false;
  if (isActiveAdmin({ isAdmin: change.isAdmin ?? before.isAdmin, isActive: change.isActive ?? before.isActive })) return false;
  const others = people.filter((person) => person.id !== id && isActiveAdmin(person));
  return before.canSignIn ? !others.some(({ canSignIn }) => canSignIn) : others.length === 0;
}
