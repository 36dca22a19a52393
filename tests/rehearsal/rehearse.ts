import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atEnd, cleanUp, cleanUpOnSignals, removeAtEnd } from './cleanup';
import type { Emulator } from './emulator';
import { fakecloud } from './fakecloud';
import { ministack } from './ministack';
import { exitCodeOf, renderReport, unusedDeviations, type EmulatorReport } from './report';
import { startServer } from './run-process';
import { oneLine, type Stage } from './stage';
import { rehearseOn } from './steps';
import { freePort, openTlsDoor } from './tls-door';

// npm run rehearse -- [--emulator ministack,fakecloud] [--install-fakecloud] [--json]: deploys the examples into emulators
// of AWS on this machine and tries the policies. Exit codes: 0 all as expected, 1 something differs, 77 no emulator.

const emulators: readonly Emulator[] = [ministack, fakecloud];

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      emulator: { type: 'string', default: emulators.map(({ name }) => name).join(',') },
      'install-fakecloud': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const chosen = values.emulator.split(',');
  const reports: EmulatorReport[] = [];
  const missing: string[] = [];
  const unknown = chosen.filter((name) => !emulators.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`no such emulator: ${unknown.join(', ')}`);
  for (const emulator of emulators.filter(({ name }) => chosen.includes(name))) {
    const found = emulator.find({ install: values['install-fakecloud'] });
    if ('missing' in found) {
      missing.push(`${emulator.name}: ${found.missing}`);
      continue;
    }
    process.stderr.write(`${emulator.name} ${emulator.version}, ${found.from}\n`);
    reports.push(await rehearse(emulator, found.command));
    await cleanUp();
  }
  const exitCode = exitCodeOf(reports);
  if (values.json) {
    const outcome = { 0: 'as expected', 1: 'differs', 77: 'skipped' }[exitCode];
    console.log(JSON.stringify({ version: 1, outcome, skipped: missing, emulators: reports }, undefined, 2));
    return exitCode;
  }
  for (const report of reports) console.log(`${renderReport(report)}\n`);
  // The last line says why, where nothing ran at all.
  if (missing.length > 0) console.log(`skipped ${missing.join('; ')}`);
  return exitCode;
}

async function rehearse(emulator: Emulator, command: string): Promise<EmulatorReport> {
  const started = Date.now();
  const work = mkdtempSync(join(tmpdir(), 'educloud-rehearsal-'));
  removeAtEnd(work);
  const stage: Omit<Stage, 'plain' | 'tls'> = {
    emulator,
    work,
    checks: [],
    filtered: new Set(),
    administrators: new Map(),
    bootstrapped: new Set(),
  };
  let broken: string | undefined;
  try {
    const plain = await start(emulator, command, work);
    const door = await openTlsDoor(plain);
    atEnd(door.close);
    pointSdkAt(door.url);
    await rehearseOn({ ...stage, plain, tls: door.url });
    const unused = unusedDeviations(stage.checks, emulator.deviations);
    if (unused.length > 0) broken = `known deviations that no check meets: ${unused.join(', ')}`;
  } catch (error) {
    broken = oneLine(error instanceof Error ? error.message : String(error));
  }
  return {
    emulator: emulator.name,
    version: emulator.version,
    licence: emulator.licence,
    seconds: (Date.now() - started) / 1000,
    checks: stage.checks,
    filtered: [...stage.filtered],
    notShown: emulator.notShown,
    ...(broken === undefined ? {} : { broken }),
  };
}

async function start(emulator: Emulator, command: string, work: string): Promise<string> {
  const port = await freePort();
  const plain = `http://127.0.0.1:${String(port)}`;
  const server = await startServer(
    command,
    emulator.args(port),
    { PATH: process.env.PATH, HOME: work, TMPDIR: work, ...emulator.env(port) },
    { ready: `${plain}${emulator.ready}`, log: join(work, 'emulator.log'), seconds: 60 },
  );
  atEnd(server.stop);
  return plain;
}

/** Nothing of the user's own AWS configuration is left, so that no request can reach a real account. */
function pointSdkAt(endpoint: string): void {
  for (const name of Object.keys(process.env)) {
    if (/^(AWS|CDK)_/.test(name)) Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_CONFIG_FILE: join(tmpdir(), 'educloud-no-such-file'),
    AWS_SHARED_CREDENTIALS_FILE: join(tmpdir(), 'educloud-no-such-file'),
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    NO_PROXY: '127.0.0.1',
  });
}

cleanUpOnSignals();
main()
  .then((code) => {
    process.exitCode = code;
  })
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  })
  .finally(() => void cleanUp());
