import { Body, Controller, Get, Inject, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  idPath,
  listMentorshipSessionsQuery,
  mentorshipSession,
  mentorshipSessionPage,
  requestMentorshipBody,
  updateMentorshipBody,
  type ListMentorshipSessionsQuery,
  type RequestMentorshipBody,
  type UpdateMentorshipBody,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { PrismaService } from '../platform/database/prisma.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { listSessions, readSession } from './list-sessions.js';
import { requestSession } from './request-session.js';
import { updateSession } from './update-session.js';

@Controller('api/mentorship_sessions')
export class MentorshipSessionsController {
  constructor(@Inject(PrismaService) private readonly prisma: PrismaService) {}

  @Post()
  @Route({ access: signedIn, summary: 'Request a session with a mentor', response: mentorshipSession, status: 201, refuses: ['NOT_FOUND'] })
  async request(
    @Body({ schema: requestMentorshipBody }) body: RequestMentorshipBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const session = await requestSession(connection, caller, body);
    void reply.header('location', `/api/mentorship_sessions/${session.id}`);
    return session;
  }

  @Get()
  @Route({
    access: signedIn,
    summary: 'Mentorship sessions of the caller (all sessions for admins), newest first',
    response: mentorshipSessionPage,
    csv: [
      'id',
      'internId',
      'internName',
      'mentorId',
      'mentorName',
      'sessionFocus',
      'projectId',
      'projectName',
      'status',
      'scheduledAt',
      'completedAt',
      'createdAt',
    ],
  })
  list(@Query({ schema: listMentorshipSessionsQuery }) query: ListMentorshipSessionsQuery, @CallerOf() caller: Caller) {
    return listSessions(this.prisma, caller, query);
  }

  @Get(':id')
  @Route({
    access: signedIn,
    summary: 'A mentorship session in which the caller takes part',
    response: mentorshipSession,
    refuses: ['NOT_FOUND'],
  })
  read(@Param({ schema: idPath }) { id }: { id: number }, @CallerOf() caller: Caller) {
    return readSession(this.prisma, caller, id);
  }

  @Patch(':id')
  @Route({
    access: signedIn,
    summary: 'Accept, decline, complete, cancel or schedule a session',
    response: mentorshipSession,
    refuses: ['NOT_FOUND'],
  })
  update(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: updateMentorshipBody }) body: UpdateMentorshipBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return updateSession(connection, caller, id, body);
  }
}
