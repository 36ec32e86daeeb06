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
 * Two popups of the address bar are pages of the browser's own, of 400 scripts, loaded once for every window, shown or not: 1.3 s
 * of processor time a window (Chromium 156, two cores), beside the page that is looked at. The others are what Playwright
 * switches off, whose list this one takes the place of.
 */
const WITHOUT = [
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
 * The browser of the journeys: CHROMIUM_PATH, an installed Chrome or Chromium, or else the one from npm (Linux on x64).
 * Nothing of the web's own security is switched off in any of them.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const installed = process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path));
  if (installed === undefined) return browserOfNpm();
  const args = [`--disable-features=${WITHOUT.join(',')}`];
  // Root has no sandbox to be in.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return { executablePath: installed, args, env: {} };
}

/** Unpacked once a machine, with the system libraries that a bare one lacks (nss, nspr). */
async function browserOfNpm(): Promise<FoundBrowser> {
  const folder = join(tmpdir(), 'skilltrace-chromium-147');
  const isWhole = join(folder, 'whole');
  if (!existsSync(isWhole)) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // The package unpacks into the folder for temporary files, and its libraries only where it takes itself to be in the cloud.
  const before = { TMPDIR: process.env['TMPDIR'], AWS_EXECUTION_ENV: process.env['AWS_EXECUTION_ENV'] };
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' });
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    await writeFile(join(folder, 'fonts.conf'), fontsConfig(folder));
    await writeFile(isWhole, '');
    return {
      executablePath,
      args: ['--no-sandbox', '--no-zygote', '--disable-gpu'],
      env: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') },
    };
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** Where this machine's fonts are, and the one that the package carries: without any font the browser ends itself. */
const fontsConfig = (folder: string): string => `<?xml version="1.0"?>
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;
