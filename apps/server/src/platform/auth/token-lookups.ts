import type { Connection } from '../database/connection.js';

/** The person whom a token acts as. */
export interface TokenBearer {
  profileId: number;
  isAdmin: boolean;
  apiTokenId: number;
  behindIds: number[];
}

interface Waiting {
  resolve: (bearer: TokenBearer | undefined) => void;
  reject: (error: unknown) => void;
}

// Read-only, because every request with a token runs this statement.
const BY_TOKENS = {
  name: 'authenticate_tokens',
  text: `
    SELECT encode(t.token_hash, 'hex') AS hash, p.id AS "profileId", p.is_admin AS "isAdmin", t.id AS "apiTokenId", t.behind_ids AS "behindIds"
      FROM api_tokens t JOIN profiles p ON p.id = t.profile_id
     WHERE t.token_hash = ANY ($1::bytea[]) AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
       AND p.deactivated_at IS NULL`,
};

/**
 * Looks up the tokens of simultaneous requests in one statement. Nothing is cached between statements, so a revoked token is
 * invalid immediately. Under load, database round trips are the main cost of a request; with 16 connections that post updates,
 * this saves almost half of them.
 */
export class TokenLookups {
  private waiting = new Map<string, Waiting[]>();

  constructor(private readonly connection: Connection) {}

  /** Returns the bearer of the token with this SHA-256, or undefined if it is unknown, revoked, expired, or its person has left. */
  find(hash: Buffer): Promise<TokenBearer | undefined> {
    return new Promise((resolve, reject) => {
      // Wait until this turn of the event loop has read all sockets with data.
      if (this.waiting.size === 0) setImmediate(() => void this.lookUp());
      const key = hash.toString('hex');
      const others = this.waiting.get(key);
      if (others) others.push({ resolve, reject });
      else this.waiting.set(key, [{ resolve, reject }]);
    });
  }

  private async lookUp(): Promise<void> {
    const asked = this.waiting;
    this.waiting = new Map();
    try {
      const hashes = [...asked.keys()].map((key) => Buffer.from(key, 'hex'));
      const rows = await this.connection.query<TokenBearer & { hash: string }>(BY_TOKENS, [hashes]);
      const bearers = new Map(rows.map(({ hash, ...bearer }) => [hash, bearer]));
      for (const [key, requests] of asked) for (const { resolve } of requests) resolve(bearers.get(key));
    } catch (error) {
      for (const requests of asked.values()) for (const { reject } of requests) reject(error);
    }
  }
}
