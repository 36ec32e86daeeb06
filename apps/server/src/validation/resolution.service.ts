import { Injectable } from '@nestjs/common';
import type { Decision, ResolveSuggestionsResult } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { resolveSuggestions } from './resolve-suggestions.js';

/** Decisions about suggestions under the name that the specification gives them. `resolveSuggestions` does the work. */
@Injectable()
export class ResolutionService {
  /** Decides each suggestion independently. Returns the applied decisions and the errors. */
  resolveSuggestions(connection: Connection, caller: Caller, decisions: readonly Decision[]): Promise<ResolveSuggestionsResult> {
    return resolveSuggestions(connection, caller, decisions);
  }
}
