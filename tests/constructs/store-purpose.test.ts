import { StorePurpose } from '../../constructs';

test('records can be locked and keep old versions for a year', () => {
  expect(StorePurpose.records()).toMatchObject({ name: 'records', objectLock: true, noncurrentDays: 365 });
});

test('materials cannot be locked and keep old versions for 90 days', () => {
  expect(StorePurpose.materials()).toMatchObject({ name: 'materials', objectLock: false, noncurrentDays: 90 });
});
