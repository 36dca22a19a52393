import { recoveryFigures } from '../../lib/facts';

const figures = recoveryFigures();

test('nothing less than AWS promises is taken to be met: fifteen minutes, and by time control alone', () => {
  expect(figures['replication-time-control']).toMatchObject({ rpoMinutes: 15, certainty: 'verified' });
  for (const { rpoMinutes } of Object.values(figures)) expect(rpoMinutes).toBeGreaterThanOrEqual(15);
});

test('every means meets a day of work within a day, which is the target that goes without saying', () => {
  for (const { rpoMinutes, rtoMinutes } of Object.values(figures)) {
    expect(Math.max(rpoMinutes, rtoMinutes)).toBeLessThanOrEqual(1440);
  }
});

test('time control only makes replication better', () => {
  const { replication, 'replication-time-control': timed } = figures;
  expect(timed.rpoMinutes).toBeLessThan(replication.rpoMinutes);
  expect(timed.rtoMinutes).toBeLessThanOrEqual(replication.rtoMinutes);
});

test('every figure has a source and a certainty', () => {
  for (const { source, certainty } of Object.values(figures)) {
    expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
    expect(['verified', 'inferred']).toContain(certainty);
  }
});
