import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import {
  acceptInvitationBody,
  idParameter,
  invitation,
  invitationCode,
  invitationsOfPeople,
  invitePeopleBody,
  type InvitePeopleBody,
} from '@skilltrace/contract';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { admin, open } from '../../access/rules.js';
import { CallerOf, type Caller } from '../../platform/auth/caller.js';
import { Config } from '../../platform/config/config.js';
import type { Connection } from '../../platform/database/connection.js';
import { WorkOn } from '../../platform/http/connection.decorator.js';
import { Route } from '../../platform/http/route.decorator.js';
import { acceptInvitation, createInvitation } from './invitations.js';
import { invitePeople } from './invite-people.js';

@Controller('api')
export class InvitationsController {
  constructor(private readonly config: Config) {}

  @Post('profiles/:id/invitation')
  @Route({
    access: admin,
    summary: 'Invite a person to set a password, with a link that works once',
    response: invitation,
    status: 201,
    refuses: ['NOT_FOUND'],
  })
  async create(
    @Param({ schema: z.object({ id: idParameter }) }) { id }: { id: number },
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await createInvitation(connection, { profileId: id, creator: caller, publicUrl: this.config.publicUrl });
    void reply.header('location', created.url);
    return created;
  }

  @Post('invitations')
  @Route({
    access: admin,
    summary: 'Invite many people who cannot sign in yet; each link is shown only in this response',
    response: invitationsOfPeople,
    status: 201,
  })
  createMany(
    @Body({ schema: invitePeopleBody }) { profileIds }: InvitePeopleBody,
    @CallerOf() caller: Caller,
    @WorkOn() connection: Connection,
  ) {
    return invitePeople(connection, { profileIds, creator: caller, publicUrl: this.config.publicUrl });
  }

  @Post('invitations/:code')
  @Route({ access: open, summary: 'Set a password with an invitation code; a code works once', status: 204, refuses: ['NOT_FOUND'] })
  async accept(
    @Param({ schema: z.object({ code: invitationCode }) }) { code }: { code: string },
    @Body({ schema: acceptInvitationBody }) body: z.infer<typeof acceptInvitationBody>,
    @WorkOn() connection: Connection,
  ): Promise<void> {
    await acceptInvitation(connection, code, body.password);
  }
}
