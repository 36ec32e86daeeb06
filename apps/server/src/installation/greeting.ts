import type { Config } from '../platform/config/config.js';
import { printable, printableLine } from '../platform/terminal/printable.js';

export interface Greeting {
  config: Pick<Config, 'publicUrl'>;
  personas: { people: readonly { role: string; name: string; email: string }[]; password: string } | undefined;
}

/** What the operator reads when the server is ready: where to go, and how to sign in. */
export function greeting({ config: { publicUrl }, personas }: Greeting): string {
  const lines = ['', `Skilltrace is ready at ${publicUrl}`, `  API to read       ${publicUrl}/api/docs`];
  if (personas) {
    lines.push('', `Demo organization: sign in with the password ${personas.password} as`);
    for (const { role, name, email } of personas.people)
      lines.push(`  ${role.padEnd(17)} ${printableLine(email)} (${printableLine(name)})`);
  }
  return printable(`${lines.join('\n')}\n\n`);
}

export interface FirstAdmin {
  email: string;
  /** Undefined where the operator set one. */
  generatedPassword: string | undefined;
}

/** How the first admin signs in. A generated password is kept nowhere but here. */
export function aboutFirstAdmin({ email, generatedPassword }: FirstAdmin): string {
  const password = generatedPassword === undefined ? 'as set in ADMIN_PASSWORD' : `${generatedPassword}   (shown this once)`;
  return `\nThe first admin is ${printableLine(email)}\n  password          ${password}\n`;
}

/**
 * What the operator has to know about the demo where other machines can reach the server.
 *
 * @returns undefined where there is nothing to know: only this machine reaches it, or DEMO is `false`
 */
export function aboutDemo({ demo, isDemoSet, isReachable, databaseUrl }: Config): string | undefined {
  if (!isReachable) return undefined;
  if (demo)
    return (
      'DEMO is true: everybody who can reach this server can sign in as a persona of the demo organization, its admin among them, ' +
      'without a password. Set DEMO=false before it holds anything of your own.'
    );
  if (isDemoSet || databaseUrl !== undefined) return undefined;
  return (
    'The demo organization is off, because other machines may reach this server (HOST, PUBLIC_URL, ALLOWED_HOSTS or TRUST_PROXY), and ' +
    'its personas, the admin among them, sign in without a password. DEMO=true turns it on all the same, DEMO=false leaves this line out.'
  );
}
