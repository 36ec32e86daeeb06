import { Module, type DynamicModule } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AnalyticsModule } from './analytics/analytics.module.js';
import { AuditLogModule } from './audit-log/audit-log.module.js';
import { DemoModule } from './demo/demo.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { LedgerCheckpointsModule } from './ledger-checkpoints/ledger-checkpoints.module.js';
import { MentorshipModule } from './mentorship/mentorship.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { PeopleModule } from './people/people.module.js';
import { PlatformModule, type Installation } from './platform/platform.module.js';
import { SavedViewsModule } from './saved-views/saved-views.module.js';
import { SetupModule } from './setup/setup.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { ProgressUpdatesModule } from './progress-updates/progress-updates.module.js';
import { ProjectsModule } from './projects/projects.module.js';
import { StaleSkillFlaggingModule } from './stale-skill-flagging/stale-skill-flagging.module.js';
import { TaxonomyModule } from './taxonomy/taxonomy.module.js';
import { ValidationModule } from './validation/validation.module.js';

@Module({})
export class AppModule {
  static of(installation: Installation): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ScheduleModule.forRoot(),
        PlatformModule.of(installation),
        SignInModule,
        DemoModule,
        OperationsModule,
        ProgressUpdatesModule,
        DirectoryModule,
        ProjectsModule,
        AnalyticsModule,
        TaxonomyModule,
        PeopleModule,
        MentorshipModule,
        SavedViewsModule,
        SetupModule,
        StaleSkillFlaggingModule,
        LedgerCheckpointsModule,
        ValidationModule,
        AuditLogModule,
      ],
    };
  }
}
