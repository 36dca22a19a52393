import { KitError } from '../../lib/errors';
import { writingFiles } from '../../lib/packs/writing-files';
import { refusal } from './support';

function failing(code: string): Promise<readonly string[]> {
  return refusal(() => writingFiles('pack', () => Promise.reject(Object.assign(new Error(code), { code }))));
}

test('a full disk, and a place that may not be written to, are told by what mends them', async () => {
  expect([await failing('ENOSPC'), await failing('EDQUOT')]).toEqual([['EDU632'], ['EDU632']]);
  expect([await failing('EACCES'), await failing('EROFS')]).toEqual([['EDU701'], ['EDU701']]);
});

test('a fault of the kit stays one', async () => {
  await expect(writingFiles('pack', () => Promise.reject(new KitError('broken')))).rejects.toThrow('broken');
  await expect(writingFiles('pack', () => Promise.reject(new TypeError('broken')))).rejects.toThrow(TypeError);
});
