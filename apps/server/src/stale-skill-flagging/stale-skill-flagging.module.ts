import { Module } from '@nestjs/common';
import { StaleSkillFlaggingService } from './stale-skill-flagging.service.js';

/** The nightly job; it has no route and no screen. By hand: `skilltrace flag-stale-skills`. */
@Module({ providers: [StaleSkillFlaggingService] })
export class StaleSkillFlaggingModule {}
