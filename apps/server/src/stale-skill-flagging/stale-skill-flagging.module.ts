import { Module } from '@nestjs/common';
import { StaleSkillFlaggingService } from './stale-skill-flagging.service.js';

/** The nightly job. It has no route and no page. The manual command is `skilltrace flag-stale-skills`. */
@Module({ providers: [StaleSkillFlaggingService] })
export class StaleSkillFlaggingModule {}
