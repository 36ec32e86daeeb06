import { z } from 'zod';

/** What an admin of a new installation has done so far, computed from the data. */
export const setupChecklist = z
  .object({
    people: z.boolean().describe('another active person exists'),
    skills: z.boolean().describe('the taxonomy has an active skill'),
    project: z.boolean().describe('a project exists'),
    declaredSkills: z.boolean().describe('a project declares a skill'),
    assignment: z.boolean().describe('a person was assigned to a project'),
    update: z.boolean().describe('a progress update was posted or imported'),
    invitation: z.boolean().describe('another person can sign in, or has an open invitation'),
  })
  .meta({ id: 'SetupChecklist' });
export type SetupChecklist = z.infer<typeof setupChecklist>;
