import type { Config } from '../platform/config/config.js';

export interface Greeting {
  config: Pick<Config, 'publicUrl'>;
  firstAdmin: { email: string; generatedPassword: string | undefined } | undefined;
  personas: { people: readonly { role: string; name: string; email: string }[]; password: string } | undefined;
}

/** What the operator reads when the server is ready: where to go, and how to sign in. */
export function greeting({ config: { publicUrl }, firstAdmin, personas }: Greeting): string {
  const lines = ['', `Skilltrace is ready at ${publicUrl}`, `  API to read       ${publicUrl}/api/docs`];
  if (firstAdmin) {
    lines.push('', `The first admin is ${firstAdmin.email}`);
    lines.push(firstAdmin.generatedPassword === undefined ? '  password          as set in ADMIN_PASSWORD' : `  password          ${firstAdmin.generatedPassword}   (shown this once)`);
  }
  if (personas) {
    lines.push('', `Demo organisation: sign in with the password ${personas.password} as`);
    for (const { role, name, email } of personas.people) lines.push(`  ${role.padEnd(17)} ${email} (${name})`);
  }
  return `${lines.join('\n')}\n\n`;
}
