import { z } from 'zod';
import { id, line, timestamp, timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

export const createApiTokenBody = z.strictObject({
  name: line(),
  profileId: id.optional().describe('the person that the token acts as; defaults to the admin who creates it'),
  expiresAt: timestamp.optional().describe('must be in the future; without it the token is valid until it is revoked'),
});
export type CreateApiTokenBody = z.infer<typeof createApiTokenBody>;

/** A new token. Only this response contains the secret. */
export const createdApiToken = z
  .object({
    id: z.int(),
    name: z.string(),
    profileId: z.int(),
    token: z.string().describe('shown only once'),
  })
  .meta({ id: 'CreatedApiToken' });
export type CreatedApiToken = z.infer<typeof createdApiToken>;

export const apiToken = z
  .object({
    id: z.int(),
    name: z.string(),
    profileId: z.int(),
    profileName: z.string().describe('name of the person that the token acts as'),
    createdById: z.int().nullable().describe('null if it was created on the command line'),
    createdByName: z.string().nullable(),
    createdAt: timestampOut,
    expiresAt: timestampOut.nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof apiToken>;

export const listApiTokensQuery = z.strictObject(pageQuery);
export const apiTokenPage = page(apiToken);
