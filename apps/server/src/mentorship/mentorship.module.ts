import { Module } from '@nestjs/common';
import { MentorshipSessionsController } from './mentorship-sessions.controller.js';

@Module({ controllers: [MentorshipSessionsController] })
export class MentorshipModule {}
