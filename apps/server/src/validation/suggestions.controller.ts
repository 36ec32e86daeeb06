import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import {
  idPath,
  listSuggestionsQuery,
  reportSkillBody,
  seeDecisionsBody,
  suggestion,
  suggestionPage,
  type IdPath,
  type ListSuggestionsQuery,
  type ReportSkillBody,
  type SeeDecisionsBody,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { PrismaService } from '../platform/database/prisma.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { listSuggestions, readSuggestion } from './list-suggestions.js';
import { reportSkill } from './report-skill.js';
import { seeDecisions } from './see-decisions.js';

@Controller('api/suggestions')
export class SuggestionsController {
  constructor(@Inject(PrismaService) private readonly prisma: PrismaService) {}

  @Post()
  @Route({
    access: signedIn,
    summary: 'Report one of your skills for a Tech Lead to confirm',
    response: suggestion,
    status: 201,
    refuses: ['NOT_FOUND', 'SKILL_INACTIVE', 'ALREADY_PENDING', 'ALREADY_VALIDATED'],
  })
  async report(
    @Body({ schema: reportSkillBody }) body: ReportSkillBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const reported = await reportSkill(connection, caller.profileId, body);
    void reply.header('location', `/api/suggestions/${reported.id}`);
    return reported;
  }

  @Post('seen')
  @Route({ access: signedIn, summary: 'Mark the decisions about you as seen, up to a time', status: 204 })
  see(@Body({ schema: seeDecisionsBody }) { until }: SeeDecisionsBody, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return seeDecisions(connection, caller.profileId, until);
  }

  @Get()
  @Route({
    access: signedIn,
    summary: 'Suggestions about you, newest first',
    response: suggestionPage,
    csv: [
      'id',
      'profileId',
      'skillId',
      'skillName',
      'category',
      'source',
      'suggestedProficiency',
      'status',
      'createdAt',
      'resolvedAt',
      'resolvedBy.id',
      'resolvedBy.name',
      'resolvedProficiency',
      'comment',
      'restoredAt',
    ],
  })
  list(@Query({ schema: listSuggestionsQuery }) query: ListSuggestionsQuery, @CallerOf() caller: Caller) {
    return listSuggestions(this.prisma, caller.profileId, query);
  }

  @Get(':id')
  @Route({ access: signedIn, summary: 'A suggestion about you', response: suggestion, refuses: ['NOT_FOUND'] })
  read(@Param({ schema: idPath }) { id }: IdPath, @CallerOf() caller: Caller) {
    return readSuggestion(this.prisma, caller.profileId, id);
  }
}
