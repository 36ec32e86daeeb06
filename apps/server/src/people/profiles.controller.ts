import { Body, Controller, Get, Param, Patch, Post, Query, Res } from '@nestjs/common';
import {
  createProfileBody,
  idPath,
  listProfilesQuery,
  profile,
  profilePage,
  profileWithSkills,
  updateProfileBody,
  type CreateProfileBody,
  type ListProfilesQuery,
  type UpdateProfileBody,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { admin, changesPerson, pageOfPerson, signedIn } from '../access/rules.js';
import { CallerOf, type Caller } from '../platform/auth/caller.js';
import type { Connection } from '../platform/database/connection.js';
import { WorkOn } from '../platform/http/connection.decorator.js';
import { Route } from '../platform/http/route.decorator.js';
import { createProfile } from './create-profile.js';
import { listProfiles } from './list-profiles.js';
import { ProfileService } from './profile.service.js';
import { updateProfile } from './update-profile.js';

@Controller('api/profiles')
export class ProfilesController {
  constructor(private readonly profiles: ProfileService) {}

  @Get()
  @Route({
    access: signedIn,
    summary: 'People, ordered by name',
    response: profilePage,
    csv: ['id', 'name', 'title', 'isActive', 'email', 'isAdmin', 'avatarUrl'],
  })
  list(@Query({ schema: listProfilesQuery }) query: ListProfilesQuery, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return listProfiles(connection, caller, query);
  }

  @Get(':id')
  @Route({ access: pageOfPerson, summary: 'Profile of a person: header, skill tiers and current assignments', response: profileWithSkills })
  read(@Param({ schema: idPath }) { id }: { id: number }, @CallerOf() caller: Caller, @WorkOn() connection: Connection) {
    return this.profiles.getSkillsTiers(connection, caller, id);
  }

  @Post()
  @Route({ access: admin, summary: 'Add a person', response: profile, status: 201, refuses: ['PERSON_ERASED'] })
  async create(
    @Body({ schema: createProfileBody }) body: CreateProfileBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await createProfile(connection, body, caller);
    void reply.header('location', `/api/profiles/${created.id}`);
    return created;
  }

  @Patch(':id')
  @Route({
    access: changesPerson,
    summary: 'Change a person (admins; isActive: false for someone who left), or share your own validated skills',
    response: profile,
    refuses: ['NOT_FOUND', 'PERSON_ERASED'],
  })
  update(
    @Param({ schema: idPath }) { id }: { id: number },
    @Body({ schema: updateProfileBody }) body: UpdateProfileBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return updateProfile(connection, caller, id, body);
  }
}
