import { vi } from 'vitest';
vi.mock('../app.module.js', async () => {
  const { PlatformModule } = await import('../platform/platform.module.js');
  const { SignInModule } = await import('./sign-in.module.js');
  return { AppModule: { of: (i: any) => ({ module: class {}, imports: [PlatformModule.of(i), SignInModule] }) } };
});
