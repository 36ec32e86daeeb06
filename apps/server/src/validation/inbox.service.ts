import { Injectable } from '@nestjs/common';
import type { ValidationInbox } from '@skilltrace/contract';
import type { Caller } from '../platform/auth/caller.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { readInbox } from './read-inbox.js';

/** The Validation Inbox, by the names of the specification; the work is done by the use case. */
@Injectable()
export class InboxService {
  constructor(private readonly ledger: ReadDatabase) {}

  /** What the caller has to decide now. */
  getValidationInbox(caller: Caller): Promise<ValidationInbox> {
    return readInbox(this.ledger, caller);
  }
}
