import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { textsOf } from './evaluate-text.js';
import { propertiesOf, type RowProperty } from './row-type.js';

const ROOT = resolve(import.meta.dirname, '../../../..');
const SRC = join(ROOT, 'apps/server/src');

/** A call that sends a statement to the database. */
export interface SentStatement {
  /** The file and line, relative to the root of the repository. */
  place: string;
  file: string;
  /** Every possible text of the statement; undefined if it is built at run time. */
  texts: readonly string[] | undefined;
  /** The row type in the code; undefined if the code reads no columns. */
  row: readonly RowProperty[] | undefined;
  /** `connection` may be the pool or a transaction; `driver` is a client or pool of pg. */
  over: 'connection' | 'transaction' | 'driver';
}

/** Every call that sends a statement, in the sources of the server and in `planted` (file texts by their path in `src`). */
export function collectStatements(planted: Readonly<Record<string, string>> = {}): SentStatement[] {
  const options = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(ROOT, 'tsconfig.json'), (name) => ts.sys.readFile(name)).config,
    ts.sys,
    ROOT,
  ).options;
  const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('generated'))
    .map((name) => join(SRC, name));
  const texts = new Map(Object.entries(planted).map(([name, text]) => [join(SRC, name), text]));
  const host = ts.createCompilerHost(options);
  const [readFile, fileExists] = [host.readFile.bind(host), host.fileExists.bind(host)];
  host.readFile = (name) => texts.get(resolve(name)) ?? readFile(name);
  host.fileExists = (name) => texts.has(resolve(name)) || fileExists(name);
  const program = ts.createProgram([...sources, ...texts.keys()], options, host);
  const checker = program.getTypeChecker();
  return [...sources, ...texts.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    if (!file) throw new Error(`${name} is not part of the program`);
    return callsIn(file, checker);
  });
}

function callsIn(file: ts.SourceFile, checker: ts.TypeChecker): SentStatement[] {
  const found: SentStatement[] = [];
  const visit = (node: ts.Node): void => {
    const sent = ts.isCallExpression(node) ? sentBy(node, checker) : undefined;
    if (sent) found.push({ ...sent, ...placeOf(node, file) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function placeOf(node: ts.Node, source: ts.SourceFile) {
  const file = relative(ROOT, source.fileName).replaceAll('\\', '/');
  return { file, place: `${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}` };
}

function sentBy(node: ts.CallExpression, checker: ts.TypeChecker): Pick<SentStatement, 'texts' | 'row' | 'over'> | undefined {
  const called = node.expression;
  const [statement] = node.arguments;
  if (!ts.isPropertyAccessExpression(called) || called.name.text !== 'query' || !statement) return undefined;
  const over = kindOf(checker.getTypeAtLocation(called.expression));
  return over && { over, texts: textsOf(statement, checker), row: rowOf(node, checker) };
}

function kindOf(type: ts.Type): SentStatement['over'] | undefined {
  const has = (name: string) => type.getProperties().some((property) => property.name === name || property.name.startsWith(`__@${name}`));
  if (has('openTransaction')) return 'transaction';
  if (has('transaction')) return 'connection';
  return has('escapeLiteral') || has('totalCount') ? 'driver' : undefined;
}

/** The row type in `Promise<Row[]>` of our connections or `Promise<QueryResult<Row>>` of the driver. */
function rowOf(node: ts.CallExpression, checker: ts.TypeChecker): readonly RowProperty[] | undefined {
  const answer = checker.getAwaitedType(checker.getTypeAtLocation(node));
  const rows = answer?.getProperty('rows');
  const list = rows ? checker.getTypeOfSymbol(rows) : answer;
  const row = list && checker.getIndexTypeOfType(list, ts.IndexKind.Number);
  return row && propertiesOf(row, checker);
}
