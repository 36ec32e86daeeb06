import type { Config } from '../platform/config/config.js';
import { printable, printableLine } from '../platform/terminal/printable.js';

export interface Greeting {
  config: Pick<Config, 'publicUrl'>;
  personas: { people: readonly { role: string; name: string; email: string }[]; password: string } | undefined;
}

/** The text that the operator sees when the server is ready: the address and how to sign in. */
export function greeting({ config: { publicUrl }, personas }: Greeting): string {
  const lines = ['', `Skilltrace is ready at ${publicUrl}`, `  API reference     ${publicUrl}/api/docs`];
  if (personas) {
    lines.push('', `Demo organization: sign in with the password ${personas.password} as`);
    for (const { role, name, email } of personas.people)
      lines.push(`  ${role.padEnd(17)} ${printableLine(email)} (${printableLine(name)})`);
  }
  return printable(`${lines.join('\n')}\n\n`);
}

export interface FirstAdmin {
  email: string;
  /** Undefined if the operator set a password. */
  generatedPassword: string | undefined;
}

/** How to sign in as the first admin. A generated password is shown only here and not stored in plain text. */
export function aboutFirstAdmin({ email, generatedPassword }: FirstAdmin): string {
  const password = generatedPassword === undefined ? 'as set in ADMIN_PASSWORD' : `${generatedPassword}   (shown this once)`;
  return `\nThe first admin is ${printableLine(email)}\n  password          ${password}\n`;
}

/**
 * Warns the operator about the demo on a server that other machines can reach.
 *
 * @returns undefined if no warning is needed: only this machine can reach the server, or DEMO is `false`
 */
export function aboutDemo({ demo, isDemoSet, isReachable, databaseUrl }: Config): string | undefined {
  if (!isReachable) return undefined;
  if (demo)
    return (
      'DEMO is true: everyone who can reach this server can sign in as a persona of the demo organization, including its admin, ' +
      'without a password. Set DEMO=false before you enter your own data.'
    );
  if (isDemoSet || databaseUrl !== undefined) return undefined;
  return (
    'The demo organization is off, because other machines can reach this server (HOST, PUBLIC_URL, ALLOWED_HOSTS or TRUST_PROXY) and ' +
    'its personas, including the admin, sign in without a password. Set DEMO=true to turn it on anyway, or DEMO=false to hide this message.'
  );
}
