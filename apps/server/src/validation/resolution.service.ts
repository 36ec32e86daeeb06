import { Injectable } from '@nestjs/common';
import type { Decision, ResolveSuggestionsResult } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { resolveSuggestions } from './resolve-suggestions.js';

/** Decisions about suggestions, by the names of the specification; the work is done by the use case. */
@Injectable()
export class ResolutionService {
  /** Decides each suggestion by itself: what was carried out, and what was refused. */
  resolveSuggestions(connection: Connection, caller: Caller, decisions: readonly Decision[]): Promise<ResolveSuggestionsResult> {
    return resolveSuggestions(connection, caller, decisions);
  }
}
