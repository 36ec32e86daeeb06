// Playwright's assertions wait for what they ask; Vitest's `expect` is for values. They live side by side.
export { expect } from '@playwright/test';
