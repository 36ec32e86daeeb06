import { Body, Controller, Delete, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  changeSavedViewBody,
  createSavedViewBody,
  idPath,
  listSavedViewsQuery,
  savedView,
  savedViewPage,
  type ChangeSavedViewBody,
  type CreateSavedViewBody,
  type ListSavedViewsQuery,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { changeSavedView, deleteSavedView } from './change-saved-view.js';
import { createSavedView } from './create-saved-view.js';
import { listSavedViews } from './list-saved-views.js';

@Controller('api/saved_views')
export class SavedViewsController {
  @Get()
  @Route({
    access: signedIn,
    summary: 'The saved views of the caller, and those shared with their projects, by name',
    response: savedViewPage,
    csv: ['id', 'name', 'path', 'search', 'project.name', 'owner.name', 'createdAt'],
  })
  list(@Query({ schema: listSavedViewsQuery }) query: ListSavedViewsQuery, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return listSavedViews(connection, caller.profileId, query);
  }

  @Post()
  @Route({ access: signedIn, summary: 'Save a page with its filters', response: savedView, status: 201, refuses: ['FORBIDDEN'] })
  async create(
    @Body({ schema: createSavedViewBody }) body: CreateSavedViewBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await createSavedView(connection, caller.profileId, body);
    void reply.header('location', `/api/saved_views/${created.id}`);
    return created;
  }

  @Patch(':id')
  @Route({
    access: signedIn,
    summary: 'Rename a saved view of the caller, share it with a project, or stop sharing it',
    response: savedView,
    refuses: ['FORBIDDEN', 'NOT_FOUND'],
  })
  change(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: changeSavedViewBody }) body: ChangeSavedViewBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return changeSavedView(connection, caller.profileId, id, body);
  }

  @Delete(':id')
  @Route({ access: signedIn, summary: 'Delete a saved view of the caller', status: 204, refuses: ['NOT_FOUND'] })
  async delete(
    @Param({ schema: idPath }) { id }: { id: number },
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ): Promise<void> {
    await deleteSavedView(connection, caller.profileId, id);
  }
}
