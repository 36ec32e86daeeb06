import { Body, Controller, Post, Res } from '@nestjs/common';
import { postProgressUpdateBody, postedProgressUpdate, type PostProgressUpdateBody } from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { postProgressUpdate } from './post-progress-update.js';

@Controller('api/progress_updates')
export class ProgressUpdatesController {
  @Post()
  @Route({ access: signedIn, summary: 'Post a progress update; emits its signals', response: postedProgressUpdate, status: 201 })
  async post(
    @Body({ schema: postProgressUpdateBody }) body: PostProgressUpdateBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { created, ...update } = await postProgressUpdate(connection, caller, body);
    void reply.status(created ? 201 : 200).header('location', `/api/progress_updates/${update.id}`);
    return update;
  }
}
