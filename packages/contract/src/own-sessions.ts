import { z } from 'zod';
import { timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

/** A browser in which the caller is signed in. The id is not secret: only the cookie proves the session. */
export const ownSession = z
  .object({
    id: z.int(),
    startedAt: timestampOut.describe('time of the sign-in'),
    lastUsedAt: timestampOut.describe('accurate to one hour'),
    expiresAt: timestampOut.describe('expiry if the session is not used until then; at most 30 days after the start'),
    address: z.string().nullable().describe('address of the client at sign-in, as seen by the server'),
    userAgent: z.string().nullable().describe('user agent of the browser at sign-in'),
    isCurrent: z.boolean().describe('true for the session of this request'),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof ownSession>;

export const listOwnSessionsQuery = z.strictObject(pageQuery);
export type ListOwnSessionsQuery = z.infer<typeof listOwnSessionsQuery>;
export const ownSessionPage = page(ownSession);
