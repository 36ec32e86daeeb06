import { z } from 'zod';
import { id, line, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

export const createApiTokenBody = z.strictObject({
  name: line(),
  profileId: id.optional().describe('the person that the token acts as; the admin who makes it if left out'),
  expiresAt: timestamp.optional().describe('in the future; without it the token is valid until revoked'),
});
export type CreateApiTokenBody = z.infer<typeof createApiTokenBody>;

/** A token as it is answered once, when it is made. */
export const createdApiToken = z
  .object({
    id: z.int(),
    name: z.string(),
    profileId: z.int(),
    token: z.string().describe('shown this once'),
  })
  .meta({ id: 'CreatedApiToken' });
export type CreatedApiToken = z.infer<typeof createdApiToken>;

export const apiToken = z
  .object({
    id: z.int(),
    name: z.string(),
    profileId: z.int(),
    profileName: z.string().describe('of the person that it acts as'),
    createdById: z.int().nullable().describe('null: made at the command line'),
    createdByName: z.string().nullable(),
    createdAt: timestampOut,
    expiresAt: timestampOut.nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof apiToken>;

export const listApiTokensQuery = z.strictObject(pageQuery);
export const apiTokenPage = page(apiToken);
