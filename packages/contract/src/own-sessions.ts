import { z } from 'zod';
import { timestampOut } from './fields.ts';
import { page, pageQuery } from './page.ts';

/** One browser in which the caller is signed in. Its id is no secret: what proves the session is in the cookie alone. */
export const ownSession = z
  .object({
    id: z.int(),
    startedAt: timestampOut.describe('when the caller signed in there'),
    lastUsedAt: timestampOut.describe('to within an hour'),
    expiresAt: timestampOut.describe('when it ends unless it is used before; 30 days after its start at the latest'),
    address: z.string().nullable().describe('of the client as it signed in, as far as the server knew it'),
    userAgent: z.string().nullable().describe('what the browser said that it is, as it signed in'),
    isCurrent: z.boolean().describe('the one that asks'),
  })
  .meta({ id: 'OwnSession' });
export type OwnSession = z.infer<typeof ownSession>;

export const listOwnSessionsQuery = z.strictObject(pageQuery);
export type ListOwnSessionsQuery = z.infer<typeof listOwnSessionsQuery>;
export const ownSessionPage = page(ownSession);
