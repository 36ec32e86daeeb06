import type { DemoPersona, SignedInProfile } from '@skilltrace/contract';
import type { Config } from '../platform/config/config.js';
import type { Connection } from '../platform/database/connection.js';
import { demoPersonas } from './demo-personas.js';

// A person with the same address in another organization is not a persona, so the projects of the demo must exist too.
const FIND = `
  SELECT id, name, email, is_admin AS "isAdmin" FROM profiles
   WHERE email = ANY ($1) AND deactivated_at IS NULL AND EXISTS (SELECT FROM projects WHERE external_id LIKE 'demo:%')`;

export interface FoundPersona {
  persona: DemoPersona;
  role: string;
  profile: SignedInProfile;
}

/** Returns the personas that can sign in. There are none unless the demo is enabled and its data is loaded. */
export async function findPersonas(connection: Connection, { demo }: Pick<Config, 'demo'>): Promise<FoundPersona[]> {
  if (!demo) return [];
  const profiles = await connection.query<SignedInProfile>(FIND, [demoPersonas.map(({ email }) => email)]);
  return demoPersonas.flatMap(({ persona, role, email }) => {
    const profile = profiles.find((found) => found.email === email);
    return profile ? [{ persona, role, profile }] : [];
  });
}
