import { survivors } from '../../../lib/prove/engine/diagram';

describe('the survival diagram', () => {
  it('gives up within a level, before the sets of statements fill the memory', () => {
    const bit = (index: number): bigint => 1n << BigInt(index);
    const pairs = Array.from({ length: 15 }, (_, index) => [{ kills: 0n }, { kills: bit(index) }]);
    const many = Array.from({ length: 600 }, (_, index) => ({ kills: bit(20 + index) }));
    const all = bit(700) - 1n;
    const done = survivors(
      all,
      [...pairs, many],
      all,
      () => false,
      () => false,
    );
    expect(done).toBe(false);
  });
});
