/** The three people of the demo organisation who can sign in, and what each is there to show. */
export const demoPersonas = [
  { role: 'Member', name: 'Amara Okafor', email: 'amara.okafor@example.org' },
  { role: 'Tech Lead', name: 'Tomás Herrera', email: 'tomas.herrera@example.org' },
  { role: 'Admin', name: 'Ingrid Halvorsen', email: 'ingrid.halvorsen@example.org' },
] as const;
