import { Body, Controller, Get, Post } from '@nestjs/common';
import { resolveSuggestionsBody, resolveSuggestionsResult, validationInbox, type ResolveSuggestionsBody } from '@skilltrace/contract';
import { decidesSuggestions } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { readInbox } from './read-inbox.js';
import { resolveSuggestions } from './resolve-suggestions.js';

@Controller('api/validation_inbox')
export class ValidationInboxController {
  constructor(private readonly ledger: ReadDatabase) {}

  @Get()
  @Route({ access: decidesSuggestions, summary: 'What one has to decide, with the evidence for it', response: validationInbox })
  read(@CallerOf() caller: Caller) {
    return readInbox(this.ledger, caller);
  }

  @Post('resolve')
  @Route({
    access: decidesSuggestions,
    summary: 'Approve, adjust or reject suggestions, each by itself',
    response: resolveSuggestionsResult,
  })
  resolve(
    @Body({ schema: resolveSuggestionsBody }) { decisions }: ResolveSuggestionsBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return resolveSuggestions(connection, caller, decisions);
  }
}
