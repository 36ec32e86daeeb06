import { Body, Controller, Get, Logger, Post, Req } from '@nestjs/common';
import { resolveSuggestionsBody, resolveSuggestionsResult, validationInbox, type ResolveSuggestionsBody } from '@skilltrace/contract';
import type { FastifyRequest } from 'fastify';
import { decidesSuggestions } from '../access/rules.js';
import { CallerOf, describeCaller, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { SECURITY } from '../platform/logging/security-context.js';
import { InboxService } from './inbox.service.js';
import { ResolutionService } from './resolution.service.js';

@Controller('api/validation_inbox')
export class ValidationInboxController {
  private readonly security = new Logger(SECURITY);

  constructor(
    private readonly inbox: InboxService,
    private readonly resolution: ResolutionService,
  ) {}

  @Get()
  @Route({ access: decidesSuggestions, summary: 'Suggestions for you to decide, with their evidence', response: validationInbox })
  read(@CallerOf() caller: Caller) {
    return this.inbox.getValidationInbox(caller);
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
