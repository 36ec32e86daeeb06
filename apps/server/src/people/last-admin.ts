/** What of a person decides whether they count as an active admin. */
export interface AdminStanding {
  id: number;
  isAdmin: boolean;
  isActive: boolean;
}

/**
 * Whether a change leaves nobody to administer: the person is an active admin now, would not be one after it, and no
 * other is.
 *
 * @param people the person and at least every other active admin, as they stand now
 */
export function takesLastAdmin(people: readonly AdminStanding[], id: number, change: { isAdmin?: boolean; isActive?: boolean }): boolean {
  const isActiveAdmin = (person: Omit<AdminStanding, 'id'>) => person.isAdmin && person.isActive;
  const before = people.find((person) => person.id === id);
  if (!before || !isActiveAdmin(before)) return false;
  const remains = isActiveAdmin({ isAdmin: change.isAdmin ?? before.isAdmin, isActive: change.isActive ?? before.isActive });
  return !remains && !people.some((person) => person.id !== id && isActiveAdmin(person));
}
