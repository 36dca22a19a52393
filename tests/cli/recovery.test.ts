import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chineseRegion } from '../recovery/support';
import { json, regionFile, removeFolders, run } from './support';

afterAll(removeFolders);

const languages = ['en', 'zh', 'ru'] as const;

/** A text whose names were not filled in, or filled in with nothing. */
const unfilled = /\{[a-zA-Z]+\}|undefined|\[object|NaN/;

async function planned(text = chineseRegion): Promise<string> {
  const file = regionFile(text);
  expect((await run('plan', file, '--write')).exitCode).toBe(0);
  return file;
}

function restore(file: string, ...more: string[]): ReturnType<typeof run> {
  const fixed = ['--school', 'ash', '--at', '2026-11-21T00:00:00Z', '--as-of', '2026-12-01T00:00:00Z'];
  return run('restore', 'plan', file, ...fixed, ...more);
}

describe('restore plan', () => {
  test('prints every step in three languages, whatever was lost', async () => {
    const file = await planned();
    for (const language of languages) {
      for (const lost of ['objects', 'bucket', 'aws-region']) {
        const { exitCode, out, err } = await restore(file, '--lost', lost, '--lang', language, '--prefix', '学校/');
        expect([exitCode, err]).toEqual([0, '']);
        expect(out.replaceAll(/^ {7}.*$/gm, '')).not.toMatch(unfilled);
        expect(out).toMatch(lost === 'aws-region' ? /^1\. /m : /^0\. /m);
      }
    }
  });

  test('prints the same commands in every language, and as JSON', async () => {
    const file = await planned();
    const commands = await Promise.all(
      languages.map(async (language) => (await restore(file, '--lang', language)).out.match(/^ {7}.*$/gm)),
    );
    expect(commands[1]).toEqual(commands[0]);
    expect(commands[2]).toEqual(commands[0]);
    const { steps } = json(await restore(file, '--json')) as { steps: { acts: { commands: string[] }[] }[] };
    const lines = steps.flatMap(({ acts }) => acts.flatMap((act) => act.commands));
    expect(lines).toEqual(commands[0]?.map((line) => line.trim()));
  });

  test('prints what can come back, and ends with 1, where one store cannot', async () => {
    const { exitCode, out, err } = await restore(await planned(), '--at', '2026-05-01T00:00:00Z');
    expect(exitCode).toBe(1);
    expect(err).toContain('EDU650');
    expect(err).toContain('nothing of materials of ash is kept that long');
    expect(out).toContain('records: edu-rec-ash-');
    expect(out).not.toContain('edu-mat-ash-');
  });

  test('tells all mistakes of a command line at once', async () => {
    const file = await planned();
    const { exitCode, out, err } = await run(
      ...[
        'restore',
        'plan',
        file,
        '--school',
        'ahs',
        '--at',
        'today',
        '--lost',
        'all',
        '--store',
        'all',
        '--prefix',
        '\u0007',
      ],
    );
    expect([exitCode, out]).toEqual([1, '']);
    expect(err.match(/EDU\d{3}(?= {2})/g)).toEqual(['EDU644', 'EDU646', 'EDU704', 'EDU704', 'EDU652']);
  });

  test('judges by the clock where no time is given', async () => {
    const file = await planned();
    const { err } = await run('restore', 'plan', file, '--school', 'ash', '--at', '2999-01-01T00:00:00Z');
    expect(err).toContain('EDU647');
  });
});

describe('the ledger', () => {
  test('is needed for all that is printed, since names of what is deployed stand there', async () => {
    const file = regionFile(chineseRegion);
    for (const args of [
      ['restore', 'plan', file, '--school', 'ash', '--at', '2026-11-21T00:00:00Z'],
      ['drill', 'plan', file],
      ['copies', 'fill', file],
    ]) {
      const { exitCode, out, err } = await run(...args);
      expect([exitCode, out]).toEqual([1, '']);
      expect(err).toContain('EDU405');
    }
  });

  test('is warned of where the region file asks for something else, and the plan is printed all the same', async () => {
    const file = await planned();
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('retentionDays: 400, lockDays', 'retentionDays: 401, lockDays'),
    );
    const { exitCode, out, err } = await restore(file);
    expect(exitCode).toBe(0);
    expect(err).toContain('EDU654');
    expect(err).toContain('warning');
    expect(out).toContain('edu-rec-ash-');
  });
});

describe('drill plan', () => {
  test('prints each drill with its steps, in three languages', async () => {
    const file = await planned();
    for (const language of languages) {
      const { exitCode, out, err } = await run('drill', 'plan', file, '--lang', language);
      expect([exitCode, err]).toEqual([0, '']);
      expect(out).not.toMatch(unfilled);
      expect(out).toContain('10. cleanUp');
      expect(out.match(/cleanUp/g)).toHaveLength(3);
      expect(out).toContain('stateMachine:educloud-demo-drill');
    }
    const { drills } = json(await run('drill', 'plan', file, '--json')) as { drills: { account: string }[] };
    expect(drills.map(({ account }) => account)).toEqual(['200000000001', '200000000002', '300000000001']);
  });

  test('says where nothing is drilled', async () => {
    const file = await planned(
      'region:\n  id: bare\n  partition: aws\n  home: eu-central-1\n  accounts: { hub: "100000000001" }\n  districts: [{ id: north, account: "200000000001" }]\n  schools: [{ id: oak, district: north }]\n',
    );
    const { exitCode, out } = await run('drill', 'plan', file);
    expect([exitCode, out]).toEqual([0, 'bare: no store has copies, so there is nothing to drill\n']);
    expect((await run('copies', 'fill', file)).out).toBe('nothing to fill: no store has a replica\n');
  });
});

describe('copies fill', () => {
  test('prints the jobs of all schools or of one, in three languages', async () => {
    const file = await planned();
    for (const language of languages) {
      const { exitCode, out, err } = await run('copies', 'fill', file, '--lang', language);
      expect([exitCode, err]).toEqual([0, '']);
      expect(out.replaceAll(/^ {4}.*$/gm, '')).not.toMatch(unfilled);
      expect(out.match(/create-job/g)).toHaveLength(3);
    }
    expect((await run('copies', 'fill', file, '--school', 'uni')).out.match(/create-job/g)).toHaveLength(1);
    expect((await run('copies', 'fill', file, '--school', 'oak')).err).toContain('EDU653');
    expect(json(await run('copies', 'fill', file, '--json'))).toMatchObject({ ok: true, region: 'demo', issues: [] });
  });
});

test('commands that print read the region file of the folder where none is named', async () => {
  const file = await planned();
  const before = process.cwd();
  process.chdir(dirname(file));
  try {
    expect((await run('drill', 'plan')).out).toBe((await run('drill', 'plan', join(dirname(file), 'region.yaml'))).out);
  } finally {
    process.chdir(before);
  }
});
