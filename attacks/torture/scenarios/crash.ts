import { ask } from '../ask.js';
import type { Context } from '../context.js';
import { checkUpdates } from '../crash/check-updates.js';
import { embeddedInstallation, outsideInstallation, type CrashingInstallation, type Fault } from '../crash/installations.js';
import { twoServersInstallation } from '../crash/two-servers.js';
import { checkAnswerAgain, keepPosting, type Acknowledged } from '../crash/posting-client.js';
import { Scopes } from '../crash/scopes.js';
import { Progress } from '../crash/progress.js';
import { CLIENTS, setCrashStage, type CrashStage } from '../crash/stage.js';
import { pause, untilAnswered } from '../crash/until-answered.js';
import type { Random } from '../random.js';
import { runCommand } from '../run-command.js';

export const about =
  '16 clients post updates with idempotency keys while scopes change and one of the servers, PostgreSQL or its standby is killed (`kill -9`) or the ledgers are partitioned: every acknowledged update exists exactly once with exactly its signals, and its author sees them';

const INSTALLATIONS = { outside: outsideInstallation, embedded: embeddedInstallation, 'two servers': twoServersInstallation };
/** One round of each first, so that a short run covers all. */
const KINDS = ['outside', 'embedded', 'two servers'] as const;
const LATER_KINDS = [...KINDS, 'two servers'] as const;

interface OpenStage extends CrashStage {
  scopes: Scopes;
  newestId: number;
  acknowledged: Acknowledged[];
  /** Faults that have not happened yet. They come first, so that a short run has as many different ones as possible. */
  untried: Set<Fault>;
}

export async function run(context: Context): Promise<Record<string, number>> {
  const facts = { acknowledged: 0, signals: 0, retries: 0, 'scopes changed': 0, kills: 0 };
  const opened = new Map<CrashingInstallation['name'], Promise<OpenStage>>();
  const stageFor = (name: CrashingInstallation['name']) => {
    const stage = opened.get(name) ?? open(context, name);
    opened.set(name, stage);
    return stage;
  };
  await context.eachRound(async ({ number, random }) => {
    const stage = await stageFor(KINDS[number - 1] ?? random.pick(LATER_KINDS));
    const round = await crashRound(context, stage, number, random);
    facts.acknowledged += round.acknowledged;
    facts.signals += round.signals;
    facts.retries += round.unanswered;
    facts['scopes changed'] += round.changes;
    facts.kills += round.faults.length;
    return `${stage.installation.name}, killed ${round.faults.join(', then ')}; ${round.acknowledged} updates acknowledged, ${round.unanswered} retries`;
  });
  for (const stage of opened.values()) await checkEverything(context, await stage);
  return facts;
}

async function open(context: Context, name: CrashingInstallation['name']): Promise<OpenStage> {
  const installation = await INSTALLATIONS[name](context);
  const stage = await setCrashStage(installation);
  const scopes = new Scopes(context.history);
  for (const [projectId, skillIds] of stage.declared) scopes.begin(projectId, skillIds);
  return { ...stage, scopes, newestId: 0, acknowledged: [], untried: new Set(installation.faults) };
}

async function crashRound(context: Context, stage: OpenStage, number: number, random: Random) {
  const { installation, clients, projectIds, skillIds, scopes, adminToken } = stage;
  let over = false;
  const isOver = () => over;
  const progress = new Progress();
  const posting = Promise.all(
    clients.map((client, index) =>
      keepPosting(
        context,
        installation.url,
        { ...client, prefix: `${installation.name}-${number}-${index}` },
        { projectIds, random: random.fork(`client ${index}`), isOver, onAnswer: () => progress.step() },
      ),
    ),
  );
  const changing = scopes.keepChanging(installation.url, adminToken, { projectIds, skillIds, random: random.fork('scopes'), isOver });
  const working = Promise.all([posting, changing]);
  working.catch((error: unknown) => progress.fail(error));

  const faults = Array.from({ length: random.chance(0.3) ? 2 : 1 }, () => {
    const fault = random.pick(stage.untried.size > 0 ? [...stage.untried] : installation.faults);
    stage.untried.delete(fault);
    return fault;
  });
  try {
    for (const fault of faults) await strike(context, installation, fault, progress, random);
    await progress.reaches(CLIENTS * 3);
  } finally {
    over = true;
  }
  const [posted, changes] = await working;

  const acknowledged = posted.flatMap((client) => client.acknowledged);
  const checked = await installation.withDatabase((database) =>
    checkUpdates(context, database, { acknowledged, scopes, afterId: stage.newestId }),
  );
  await installation.checkCopies?.(adminToken);
  stage.newestId = checked.newestId;
  stage.acknowledged.push(...acknowledged);
  for (const one of sample(stage.acknowledged, random, 20)) {
    const token = clients.find(({ userId }) => userId === one.userId)?.token ?? '';
    await checkAnswerAgain(context, installation.url, token, one);
  }
  const unanswered = posted.reduce((sum, client) => sum + client.unanswered, 0);
  return { acknowledged: acknowledged.length, signals: checked.signals, unanswered, changes, faults };
}

/** Kills processes in the middle of the work, then restarts them. */
async function strike(
  context: Context,
  installation: CrashingInstallation,
  fault: Fault,
  progress: Progress,
  random: Random,
): Promise<void> {
  await progress.reaches(random.between(1, 250));
  await pause(random.between(0, 60));
  context.history.note('kill', { fault });
  await installation.kill(fault, random);
  context.history.note('log of the server', { log: installation.log() });
  await pause(random.between(0, 300));
  await installation.bringBack();
  context.history.note('back', { fault });
  await untilReady(installation.url);
}

/** Checks all updates once more at the end, including with the operator's command while the server runs. */
async function checkEverything(context: Context, { installation, acknowledged, scopes }: OpenStage): Promise<void> {
  await installation.withDatabase((database) => checkUpdates(context, database, { acknowledged, scopes, afterId: 0 }));
  const { code, output } = await runCommand(context.command, ['ledger', 'verify'], installation.environment);
  context.expect(code === 0, '`skilltrace ledger verify` exits with 0', { code, output });
  const how = await installation.stop();
  context.expect(how === 0, 'a server that survived everything exits with 0', { how });
}

async function untilReady(server: string): Promise<void> {
  await untilAnswered(() => ask(server, { path: '/readyz' }));
}

function sample<Item>(items: readonly Item[], random: Random, count: number): Item[] {
  return items.length === 0 ? [] : Array.from({ length: count }, () => random.pick(items));
}
