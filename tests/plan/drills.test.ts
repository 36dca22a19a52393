import { adding, copied, planOf, replan, without, type RegionDraft } from './support';

const european: RegionDraft = {
  ...copied,
  partition: 'aws',
  home: 'eu-central-1',
  recovery: 'eu-north-1',
};

describe('drills', () => {
  test('of one account in two AWS Regions have canaries, copies and keys of their own', () => {
    const before = planOf(european);
    // Frozen schools stay where they are; the district goes on elsewhere.
    const gone = replan(without(european, 'ash', 'oak'), before);
    const moved = adding(without(european, 'ash', 'oak'), { id: 'fir', district: 'north' });
    const { plan } = replan(
      {
        ...moved,
        districts: moved.districts.map((one) => (one.id === 'north' ? { ...one, home: 'eu-west-1' } : one)),
      },
      gone,
    );
    const here = plan.recovery.drills.filter(({ account }) => account === '200000000001');
    expect(here.map(({ awsRegion }) => awsRegion)).toEqual(['eu-central-1', 'eu-west-1']);
    const canaries = plan.bases.flatMap((base) => base.canaries).filter(({ account }) => account === '200000000001');
    expect(canaries).toHaveLength(2);
    expect(new Set(canaries.map(({ replicaBucket }) => replicaBucket)).size).toBe(2);
    expect(new Set(canaries.map(({ keyAlias }) => keyAlias)).size).toBe(2);
    expect(here.map(({ replica }) => replica?.bucket)).toEqual(canaries.map(({ replicaBucket }) => replicaBucket));
  });
});
