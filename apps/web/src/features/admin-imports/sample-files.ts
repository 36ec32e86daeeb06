// Small files that an import accepts as they are, one after the other. They show each section and field once or twice.

const organization = {
  skills: [
    { name: 'TypeScript', category: 'Languages' },
    { name: 'PostgreSQL', category: 'Databases' },
  ],
  profiles: [
    { email: 'lea.lead@example.org', name: 'Lea Lead', title: 'Tech Lead', externalId: 'hr-4710' },
    { email: 'ada.dev@example.org', name: 'Ada Dev', title: 'Engineer', externalId: 'hr-4711' },
  ],
  projects: [{ externalId: 'atlas', name: 'Atlas', techLead: 'lea.lead@example.org', skills: ['TypeScript', 'PostgreSQL'] }],
  assignments: [
    {
      email: 'ada.dev@example.org',
      projectExternalId: 'atlas',
      role: 'Backend',
      tags: ['TypeScript', 'PostgreSQL'],
      startedAt: '2026-03-02T09:00:00Z',
    },
  ],
  employeeSkills: [
    {
      email: 'ada.dev@example.org',
      skill: 'TypeScript',
      proficiencyLevel: 'ADVANCED',
      lastValidatedAt: '2026-03-16T09:00:00Z',
      lastValidatedByEmail: 'lea.lead@example.org',
    },
  ],
  suggestions: [
    { email: 'ada.dev@example.org', skill: 'PostgreSQL', suggestedProficiency: 'INTERMEDIATE', createdAt: '2026-04-01T09:00:00Z' },
  ],
};

const updates = [
  { content: 'Moved the order form to the new API', externalId: 'atlas-1', createdAt: '2026-03-09T16:30:00Z' },
  { content: 'Added an index for the search of orders', externalId: 'atlas-2', createdAt: '2026-03-12T11:00:00Z' },
].map((update) => ({ projectExternalId: 'atlas', email: 'ada.dev@example.org', ...update }));

export const SAMPLE_ORGANIZATION = `${JSON.stringify(organization, null, 2)}\n`;
export const SAMPLE_UPDATES = updates.map((update) => `${JSON.stringify(update)}\n`).join('');
