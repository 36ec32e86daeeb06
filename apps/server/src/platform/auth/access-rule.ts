import type { ErrorCode } from '@skilltrace/contract';
import type { Caller } from './caller.js';
import type { Connection } from '../database/connection.js';

/** The input of a rule: the caller and the ids in the path. */
export interface AccessQuestion {
  caller: Caller;
  parameters: Readonly<Record<string, string>>;
  connection: Connection;
}

/**
 * A named rule that decides who may call a route. `decide` returns if the caller is allowed and throws otherwise (`FORBIDDEN`, or
 * `NOT_FOUND` if the caller may not know that the record exists). `open` rules allow everyone.
 */
export type AccessRule =
  | { readonly name: string; readonly open: true }
  | {
      readonly name: string;
      readonly open?: false;
      /** The codes that `decide` throws, for the OpenAPI document. */
      readonly refuses?: readonly ErrorCode[];
      decide(question: AccessQuestion): Promise<void> | void;
    };
