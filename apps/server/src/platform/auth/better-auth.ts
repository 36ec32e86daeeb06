import { betterAuth } from 'better-auth';
import pg from 'pg';
import type { Pool } from 'pg';
import { sessionCookieName } from './session-cookie-name.js';
import { PROLONG_AFTER_S, SESSION_S } from './session-lifetime.js';

export interface BetterAuthSettings {
  publicUrl: string;
  secret: string;
}

/**
 * better-auth on our own tables: its user is our profile. It prolongs browser sessions; nobody can
 * sign up or in through it, and none of its own routes is served.
 */
export function createBetterAuth(pool: Pool, { publicUrl, secret }: BetterAuthSettings) {
  return betterAuth({
    baseURL: publicUrl,
    secret,
    database: withDates(pool),
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // The columns are tested; a look into the catalogue at each start would only cost connections.
      database: { generateId: 'serial', validateSchema: false },
      cookiePrefix: 'skilltrace',
      // The name is ours, and holds its prefix already.
      useSecureCookies: false,
      cookies: { session_token: { name: sessionCookieName(publicUrl) } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: new URL(publicUrl).protocol === 'https:' },
      ipAddress: { disableIpTracking: true },
    },
    session: {
      modelName: 'auth_sessions',
      expiresIn: SESSION_S,
      updateAge: PROLONG_AFTER_S,
      fields: {
        userId: 'profile_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    user: {
      modelName: 'profiles',
      fields: { image: 'avatar_url', emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'profile_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'auth_verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  });
}

// better-auth compares times as Dates, whereas our connections read them as ISO strings: comparing those is false both
// ways round, and a session would never expire nor be prolonged.
function withDates(pool: Pool) {
  return {
    connect: async () => {
      const client = await pool.connect();
      return {
        query: (text: string, values: unknown[]) => client.query({ text, values, types: pg.types }),
        release: () => client.release(),
      };
    },
    end: () => Promise.resolve(),
  } as unknown as Pool;
}
