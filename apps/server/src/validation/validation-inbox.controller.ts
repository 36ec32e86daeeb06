import { Body, Controller, Get, Inject, Logger, Param, Post, Query, Req } from '@nestjs/common';
import {
  idPath,
  listDecisionsQuery,
  madeDecisionPage,
  resolveSuggestionsBody,
  resolveSuggestionsResult,
  restoredLevel,
  validationInbox,
  type IdPath,
  type ListDecisionsQuery,
  type ResolveSuggestionsBody,
} from '@skilltrace/contract';
import type { FastifyRequest } from 'fastify';
import { decidesSuggestions } from '../access/rules.js';
import { CallerOf, describeCaller, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { ReadDatabase } from '../platform/database/read-database.js';
import { SECURITY } from '../platform/logging/security-context.js';
import { InboxService } from './inbox.service.js';
import { listDecisions } from './list-decisions.js';
import { ResolutionService } from './resolution.service.js';
import { restoreLevel } from './restore-level.js';

@Controller('api/validation_inbox')
export class ValidationInboxController {
  private readonly security = new Logger(SECURITY);

  constructor(
    private readonly inbox: InboxService,
    private readonly resolution: ResolutionService,
    @Inject(ReadDatabase) private readonly ledger: ReadDatabase,
  ) {}

  @Get()
  @Route({ access: decidesSuggestions, summary: 'Suggestions for you to decide, with their evidence', response: validationInbox })
  read(@CallerOf() caller: Caller) {
    return this.inbox.getValidationInbox(caller);
  }

  @Get('decisions')
  @Route({
    access: decidesSuggestions,
    summary: 'Your decisions, or the withdrawn levels that you can restore, newest first, with the comments',
    response: madeDecisionPage,
    csv: [
      'suggestionId',
      'profileId',
      'name',
      'skillId',
      'skillName',
      'source',
      'status',
      'suggestedProficiency',
      'resolvedProficiency',
      'resolvedAt',
      'resolvedBy.id',
      'resolvedBy.name',
      'comment',
      'restoredAt',
    ],
  })
  decisions(@Query({ schema: listDecisionsQuery }) query: ListDecisionsQuery, @CallerOf() caller: Caller) {
    return listDecisions(this.ledger, caller, query);
  }

  @Post('decisions/:id/restore')
  @Route({
    access: decidesSuggestions,
    summary: 'Restore the level that a decision withdrew by mistake',
    response: restoredLevel,
    refuses: ['NOT_FOUND', 'CONFLICT'],
  })
  restore(@Param({ schema: idPath }) { id }: IdPath, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return restoreLevel(connection, caller, id);
  }

  @Post('resolve')
  @Route({
    access: decidesSuggestions,
    summary: 'Approve, adjust or reject suggestions; each decision is independent',
    response: resolveSuggestionsResult,
  })
  async resolve(
    @Body({ schema: resolveSuggestionsBody }) { decisions }: ResolveSuggestionsBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Req() { ip }: FastifyRequest,
  ) {
    const result = await this.resolution.resolveSuggestions(connection, caller, decisions);
    const refused = result.errors.filter(({ code }) => code === 'UNAUTHORIZED').map(({ suggestionId }) => suggestionId);
    if (refused.length > 0)
      this.security.warn(`decision refused: UNAUTHORIZED suggestions ${refused.join(', ')} ${describeCaller({ caller, ip })}`);
    return result;
  }
}
