import { z } from 'zod';

export const demoPersona = z.enum(['member', 'techLead', 'admin']).meta({ id: 'DemoPersona' });
export type DemoPersona = z.infer<typeof demoPersona>;

/** What a browser may know about an installation before sign-in. */
export const installation = z
  .object({
    demo: z.boolean().describe('true if this is the demo organization, in which visitors can sign in as one of the personas'),
    personas: z
      .array(z.object({ persona: demoPersona, name: z.string(), role: z.string(), email: z.string() }))
      .describe('empty if it is not the demo'),
  })
  .meta({ id: 'Installation' });
export type Installation = z.infer<typeof installation>;

export const demoSessionBody = z.strictObject({ persona: demoPersona });
export type DemoSessionBody = z.infer<typeof demoSessionBody>;
