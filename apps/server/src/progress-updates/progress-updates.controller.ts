import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import {
  editProgressUpdateBody,
  idPath,
  IMPORT_MEDIA_TYPE,
  importedProgressUpdate,
  importReport,
  listProgressUpdatesQuery,
  postedProgressUpdate,
  postProgressUpdateBody,
  progressUpdatePage,
  shownProgressUpdate,
  signalPage,
  signalsOfUpdateQuery,
  type IdPath,
  type ListProgressUpdatesQuery,
  type PostProgressUpdateBody,
  type SignalsOfUpdateQuery,
} from '@skilltrace/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { admin, signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { editProgressUpdate } from './edit-progress-update.js';
import { importProgressUpdates } from './import-progress-updates.js';
import { listProgressUpdates } from './list-progress-updates.js';
import { postProgressUpdate } from './post-progress-update.js';
import { readProgressUpdate } from './read-progress-update.js';
import { readSignalsOfUpdate } from './read-signals-of-update.js';

function linesOf(schema: z.ZodType) {
  const { $schema: _, $ref, $defs, ...inPlace } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  // A named schema is a reference into its own $defs, which does not resolve inside the API document, so it is inlined.
  const contentSchema = $defs?.[$ref?.replace('#/$defs/', '') ?? ''] ?? inPlace;
  return { type: 'string', contentMediaType: IMPORT_MEDIA_TYPE, contentSchema } as const;
}

@Controller('api/progress_updates')
export class ProgressUpdatesController {
  @Post()
  @Route({
    access: signedIn,
    summary: 'Post a progress update and create its signals',
    response: postedProgressUpdate,
    status: 201,
    refuses: ['NOT_FOUND', 'PROJECT_NOT_ACTIVE', 'PERSON_ERASED'],
  })
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

  @Post('import')
  @ApiConsumes(IMPORT_MEDIA_TYPE)
  @ApiBody({
    description: 'Any number of lines, each with a JSON object that matches `contentSchema`',
    schema: linesOf(importedProgressUpdate),
  })
  @Route({
    access: admin,
    summary: 'Import past updates from NDJSON and create their signals',
    response: importReport,
    streamed: IMPORT_MEDIA_TYPE,
  })
  import(@Req() request: FastifyRequest, @WorkOn() connection: Connection) {
    const { body } = request;
    if (!(body instanceof Readable))
      throw new DomainError('UNSUPPORTED_MEDIA_TYPE', 'This route accepts {mediaType}.', { params: { mediaType: IMPORT_MEDIA_TYPE } });
    // If the import fails, the rest of the body is not destroyed, because that would close the connection before the response.
    return importProgressUpdates(connection, body.iterator({ destroyOnReturn: false }));
  }

  @Get()
  @Route({
    access: signedIn,
    summary: 'Progress updates that the caller may see, newest first',
    response: progressUpdatePage,
    csv: ['id', 'projectId', 'projectName', 'userId', 'userName', 'content', 'externalId', 'createdAt', 'editedAt'],
    refuses: ['FORBIDDEN', 'NOT_FOUND'],
  })
  list(
    @Query({ schema: listProgressUpdatesQuery }) query: ListProgressUpdatesQuery,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return listProgressUpdates(connection, caller, query);
  }

  @Get(':id')
  @Route({ access: signedIn, summary: 'A progress update', response: shownProgressUpdate, refuses: ['FORBIDDEN', 'NOT_FOUND'] })
  read(@Param({ schema: idPath }) { id }: z.infer<typeof idPath>, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return readProgressUpdate(connection, caller, id);
  }

  @Get(':id/signals')
  @Route({
    access: signedIn,
    summary: 'The signals that a progress update created',
    response: signalPage,
    csv: ['id', 'userId', 'skillId', 'name', 'sourceType', 'sourceId', 'signalType', 'createdAt', 'recordedAt'],
    refuses: ['FORBIDDEN', 'NOT_FOUND'],
  })
  signals(
    @Param({ schema: idPath }) { id }: IdPath,
    @Query({ schema: signalsOfUpdateQuery }) query: SignalsOfUpdateQuery,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return readSignalsOfUpdate(connection, caller, id, query);
  }

  @Patch(':id')
  @Route({
    access: signedIn,
    summary: 'Change the content of your own update. Its signals stay unchanged',
    response: shownProgressUpdate,
    refuses: ['NOT_FOUND'],
  })
  edit(
    @Param({ schema: idPath }) { id }: z.infer<typeof idPath>,
    @Body({ schema: editProgressUpdateBody }) { content }: z.infer<typeof editProgressUpdateBody>,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return editProgressUpdate(connection, caller, id, content);
  }
}
