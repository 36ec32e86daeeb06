import { Injectable } from '@nestjs/common';
import type { ValidationInbox } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { readInbox } from './read-inbox.js';

/** The Validation Inbox under the name that the specification gives it. `readInbox` does the work. */
@Injectable()
export class InboxService {
  constructor(private readonly ledger: ReadDatabase) {}

  /** Returns the pending suggestions that the caller can decide. */
  getValidationInbox(caller: Caller): Promise<ValidationInbox> {
    return readInbox(this.ledger, caller);
  }
}
