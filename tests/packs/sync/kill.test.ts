import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import {
  asVisible,
  folder,
  noise,
  publish,
  publisher,
  removeFolders,
  sameTree,
  seeded,
  syncFrom,
  visible,
  type Tree,
} from './support';

jest.setTimeout(120_000);

afterEach(removeFolders);

const one: Tree = Object.fromEntries(
  Array.from({ length: 40 }, (_, index) => [`папка ${index % 5}/${index}.bin`, noise(3_000 + index, index)]),
);
const two: Tree = {
  ...Object.fromEntries(Object.entries(one).slice(5)),
  'папка 1/6.bin': 'another',
  'copy/of 6': noise(3_006, 6),
  ...Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`课/${index}`, noise(5_000 + index, 100 + index)])),
};

/** Runs the sources, which Node cannot read by itself, in a process of their own. */
const script = `
  const { transformFileSync } = require('@swc/core');
  const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
  require.extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, options).code, file);
  const { syncPack, folderSource, readPublicKey } = require('./lib/packs/index.ts');
  const { readFileSync } = require('node:fs');
  const [source, target, key] = process.argv.slice(1);
  folderSource(source).then((pack) => {
    process.stdout.write('begun');
    return syncPack({ source: pack, target, keys: [readPublicKey(readFileSync(key, 'utf8'), key)], asOf: '2026-11-23' });
  }).then(() => process.exit(0), () => process.exit(9));
`;

/** Syncs, and kills it after some milliseconds; the exit code, null where it was killed before its end. */
async function syncAndKill(source: string, target: string, key: string, after: number): Promise<number | null> {
  const child = spawn(process.execPath, ['-e', script, source, target, key], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  await Promise.race([new Promise((resolve) => child.stdout.once('data', resolve)), ended]);
  await Promise.race([wait(after), ended]);
  child.kill('SIGKILL');
  return ended;
}

test('whenever a sync is killed, every file in sight is whole and signed, and the next run finishes', async () => {
  const [out, target, key] = [join(folder(), 'pack'), join(folder(), 'target'), join(folder(), 'key.pem')];
  writeFileSync(key, publisher.publicKey);
  const random = seeded(5);
  await publish(out, 1, one);
  await syncFrom(out, target);
  let killed = 0;
  for (let version = 2; version < 14; version += 1) {
    const [before, after] = version % 2 === 0 ? [one, two] : [two, one];
    await publish(out, version, after);
    const [old, next] = [asVisible(before), asVisible(after)];
    // Later and later, then from the beginning: fetching, changing, and all of it are met.
    for (let delay = random() * 30; ; delay += 10 + random() * 60) {
      const code = await syncAndKill(out, target, key, delay);
      const seen = visible(target);
      const isChanging = existsSync(join(target, '.educloud-pack/journal.json'));
      if (isChanging) {
        const wrong = Object.entries(seen).filter(([path, content]) => ![old[path], next[path]].includes(content));
        expect(wrong).toEqual([]);
        // What both versions have never goes.
        const both = Object.keys(old).filter((path) => next[path] === old[path]);
        expect(both.filter((path) => !(path in seen))).toEqual([]);
      } else if (!sameTree(seen, old)) expect(seen).toEqual(next);
      expect(code).not.toBe(9);
      if (code === 0) break;
      killed += 1;
      if (delay > 150) break;
    }
    expect((await syncFrom(out, target)).codes).toEqual([]);
    expect(visible(target)).toEqual(next);
  }
  expect(killed).toBeGreaterThan(5);
});
