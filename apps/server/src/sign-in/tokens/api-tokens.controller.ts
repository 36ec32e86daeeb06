import { Body, Controller, Delete, Get, Param, Post, Query, Res } from '@nestjs/common';
import {
  apiTokenPage,
  createApiTokenBody,
  createdApiToken,
  idParameter,
  listApiTokensQuery,
  type CreateApiTokenBody,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { admin } from '../../access/rules.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import type { Connection } from '../../platform/database/connection.js';
import { Database } from '../../platform/database/database.js';
import { WorkOn } from '../../platform/http/connection.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { createApiToken, listApiTokens, revokeApiToken } from './api-tokens.js';

@Controller('api/api_tokens')
export class ApiTokensController {
  constructor(private readonly database: Database) {}

  @Post()
  @Route({
    access: admin,
    summary: 'Create an API token; it is shown only once',
    response: createdApiToken,
    status: 201,
    refuses: ['NOT_FOUND'],
  })
  async create(
    @Body({ schema: createApiTokenBody }) body: CreateApiTokenBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await createApiToken(connection, {
      ...body,
      profileId: body.profileId ?? caller.profileId,
      creator: caller,
    });
    void reply.header('location', `/api/api_tokens/${created.id}`);
    return created;
  }

  @Get()
  @Route({ access: admin, summary: 'API tokens that are not revoked, newest first', response: apiTokenPage })
  list(@Query({ schema: listApiTokensQuery }) query: z.infer<typeof listApiTokensQuery>) {
    return listApiTokens(this.database, query);
  }

  @Delete(':id')
  @Route({ access: admin, summary: 'Revoke an API token', status: 204, refuses: ['NOT_FOUND'] })
  async delete(@Param({ schema: z.object({ id: idParameter }) }) { id }: { id: number }, @WorkOn() connection: Connection): Promise<void> {
    await revokeApiToken(connection, id);
  }
}
