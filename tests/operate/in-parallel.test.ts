import { setImmediate } from 'node:timers/promises';
import { inParallel } from '../../lib/operate/registry/in-parallel';

const items = Array.from({ length: 30 }, (_, index) => index);

test('everything is worked through, as many at a time as allowed and no more', async () => {
  let under = 0;
  let most = 0;
  const done: number[] = [];
  await inParallel(items, 8, async (item) => {
    under += 1;
    most = Math.max(most, under);
    await setImmediate();
    under -= 1;
    done.push(item);
  });
  expect([most, done.length]).toEqual([8, 30]);
});

test('after a failure nothing new is begun, and what is under way is waited for', async () => {
  const begun: number[] = [];
  const done: number[] = [];
  const work = inParallel(items, 4, async (item) => {
    begun.push(item);
    if (item === 1) throw new RangeError('one');
    await setImmediate();
    done.push(item);
  });
  await expect(work).rejects.toThrow('one');
  expect([begun, done]).toEqual([
    [0, 1, 2, 3],
    [0, 2, 3],
  ]);
});
