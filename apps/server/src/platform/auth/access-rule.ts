import type { ErrorCode } from '@skilltrace/contract';
import type { Caller } from './caller.js';
import type { Connection } from '../database/connection.js';

/** What a rule decides on: who asks, and the ids in the path. */
export interface AccessQuestion {
  caller: Caller;
  parameters: Readonly<Record<string, string>>;
  connection: Connection;
}

/**
 * A named rule of who may call a route. `decide` returns for those who may, and throws the refusal otherwise
 * (`FORBIDDEN`, or `NOT_FOUND` for what the caller may not know to exist). `open` rules are asked nothing.
 */
export type AccessRule =
  | { readonly name: string; readonly open: true }
  | {
      readonly name: string;
      readonly open?: false;
      /** The codes that `decide` throws, for the API's document. */
      readonly refuses?: readonly ErrorCode[];
      decide(question: AccessQuestion): Promise<void> | void;
    };
