import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  asVisible,
  folder,
  noise,
  publish,
  put,
  removeFolders,
  sameTree,
  syncFrom,
  visible,
  type Tree,
} from './support';

jest.setTimeout(60_000);

const cut = { after: Infinity };

jest.mock('../../../lib/packs/durable', () => {
  const real =
    jest.requireActual<Record<string, (...args: readonly string[]) => unknown>>('../../../lib/packs/durable');
  const counted =
    (name: string) =>
    (...args: readonly string[]) => {
      cut.after -= 1;
      if (cut.after < 0) throw Object.assign(new RangeError('cut'), { code: 'ECUT' });
      return real[name]?.(...args);
    };
  return {
    ...real,
    renameOver: counted('renameOver'),
    writeDurably: counted('writeDurably'),
    syncFolder: counted('syncFolder'),
  };
});

afterEach(() => {
  cut.after = Infinity;
  removeFolders();
});

const one: Tree = { 'a/x': 'old x', 'a/y': 'same', b: 'moves', c: 'goes', 'd/e/f': 'deep' };
const two: Tree = { 'a/x': 'new x', 'a/y': 'same', 'm/b': 'moves', 'm/copy': 'moves', d: 'flat now', z: noise(100, 1) };

async function at(steps: number): Promise<{ readonly out: string; readonly target: string; readonly isCut: boolean }> {
  const [out, target] = [join(folder(), 'pack'), join(folder(), 'target')];
  await publish(out, 1, one);
  await syncFrom(out, target);
  put(target, 'mine', 'my own');
  await publish(out, 2, two);
  cut.after = steps;
  const isCut = await syncFrom(out, target).then(
    () => false,
    () => true,
  );
  cut.after = Infinity;
  return { out, target, isCut };
}

const [old, next] = [asVisible({ ...one, mine: 'my own' }), asVisible({ ...two, mine: 'my own' })];

test('a cut at any step leaves one version, or whole files of both and a journal with which the next run finishes', async () => {
  let changing = 0;
  for (let steps = 0; ; steps += 1) {
    const { out, target, isCut } = await at(steps);
    if (!isCut) break;
    const seen = visible(target);
    if (existsSync(join(target, '.educloud-pack/journal.json'))) {
      changing += 1;
      const wrong = Object.entries(seen).filter(([path, content]) => old[path] !== content && next[path] !== content);
      expect([steps, wrong]).toEqual([steps, []]);
      // Finishing needs nobody: the source is gone.
      rmSync(join(out, 'recall.json'));
      const finished = await syncFrom(out, target);
      expect(finished).toMatchObject({ finished: true, version: 2, codes: ['EDU623'] });
      expect(visible(target)).toEqual(next);
    } else {
      expect([steps, sameTree(seen, old) || sameTree(seen, next)]).toEqual([steps, true]);
      expect((await syncFrom(out, target)).codes).toEqual([]);
      expect(visible(target)).toEqual(next);
    }
  }
  expect(changing).toBeGreaterThan(5);
});

test('a journal whose contents are lost is overtaken by a newer version, and nothing of it stays', async () => {
  for (const steps of [6, 8, 10]) {
    const { out, target } = await at(steps);
    rmSync(join(target, '.educloud-pack/incoming'), { recursive: true });
    const three: Tree = { 'a/y': 'same', q: 'third' };
    await publish(out, 3, three);
    expect((await syncFrom(out, target)).codes).toEqual([]);
    expect(visible(target)).toEqual(asVisible({ ...three, mine: 'my own' }));
  }
});
