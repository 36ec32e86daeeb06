import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule, type Installation } from './platform/platform.module.js';
import { ProgressUpdatesModule } from './progress-updates/progress-updates.module.js';

@Module({})
export class AppModule {
  static of(installation: Installation): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.of(installation), ProgressUpdatesModule],
    };
  }
}
