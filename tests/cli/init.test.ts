import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegionText } from '../../lib/config';
import { starter } from '../../lib/cli/starter';
import { folder, json, removeFolders, run } from './support';

afterAll(removeFolders);

describe('init', () => {
  test('writes a file that is valid as it stands, with every tier in it', () => {
    const { region, issues } = loadRegionText(starter, 'region.yaml');
    expect(issues).toEqual([]);
    expect(new Set(region?.schools.map(({ tier }) => tier))).toEqual(new Set(['node', 'pooled', 'external']));
  });

  test('names what belongs to recovery, in lines that are valid once they are no comments', () => {
    const keys = ['recovery: "', 'recoveryTargets: ', 'recoveryTakenBy: ', 'drillEveryDays: '];
    const stated = keys.reduce((text, key) => text.replace(`# ${key}`, key), starter);
    expect(stated.match(/^ +recovery\w*: |^ +drillEveryDays: /gm)).toHaveLength(5);
    const { region, issues } = loadRegionText(stated, 'region.yaml');
    expect(issues).toEqual([]);
    expect(region?.accounts.recovery).toBe('333344445555');
    expect(region?.recoveryTakenBy).toHaveLength(1);
    expect(region?.schools.find(({ tier }) => tier === 'pooled')?.recoveryTargets).toMatchObject({
      records: { retentionDays: 90, lockDays: 30 },
    });
  });

  test('prints three commands that work one after the other', async () => {
    const dir = join(folder(), 'new', 'place');
    const first = await run('init', dir, '--json');
    const { next } = json(first);
    expect(next).toEqual([
      expect.stringContaining('check'),
      expect.stringContaining('plan'),
      expect.stringContaining('synth'),
    ]);
    for (const line of Array.isArray(next) ? next : []) {
      const args = String(line).split(' ').slice(1);
      expect({
        line,
        exitCode: (await run(...args, ...(args[0] === 'synth' ? ['--no-validate'] : []))).exitCode,
      }).toEqual({ line, exitCode: 0 });
    }
  });

  test('names a schema that editors find beside the file', async () => {
    const dir = folder();
    await run('init', dir);
    const [first] = readFileSync(join(dir, 'region.yaml'), 'utf8').split('\n');
    const schema = /\$schema=(.*)$/.exec(first ?? '')?.[1] ?? '';
    expect(JSON.parse(readFileSync(join(dir, schema), 'utf8'))).toMatchObject({ title: 'educloud region file' });
  });

  test('never overwrites a region file', async () => {
    const dir = folder();
    writeFileSync(join(dir, 'region.yaml'), 'mine');
    const { exitCode, err } = await run('init', dir);
    expect(exitCode).toBe(1);
    expect(err).toContain('EDU702');
    expect(readFileSync(join(dir, 'region.yaml'), 'utf8')).toBe('mine');
  });
});
