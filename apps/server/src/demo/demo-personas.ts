import type { DemoPersona } from '@skilltrace/contract';

interface Persona {
  persona: DemoPersona;
  role: string;
  name: string;
  email: string;
}

/** The three people of the demo organization who can sign in, with the role that each one shows. */
export const demoPersonas = [
  { persona: 'member', role: 'Member', name: 'Amara Okafor', email: 'amara.okafor@example.org' },
  { persona: 'techLead', role: 'Tech Lead', name: 'Tomás Herrera', email: 'tomas.herrera@example.org' },
  { persona: 'admin', role: 'Admin', name: 'Ingrid Halvorsen', email: 'ingrid.halvorsen@example.org' },
] as const satisfies readonly Persona[];
