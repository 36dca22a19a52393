import * as fc from 'fast-check';
import type { Plan } from '../../lib/plan';
import { edited, edits, runs, worlds } from './arbitraries';
import {
  adding,
  offboarding,
  planOf,
  replan,
  small,
  without,
  withSchool,
  type Planned,
  type RegionDraft,
} from './support';

const first = planOf(small);

/** Account and AWS Region of everything that a plan deploys, but the organisation's trail. */
function places({ stacks }: Plan): string[] {
  const held = stacks.filter(({ kind }) => kind !== 'organization-trail');
  return [...new Set(held.map(({ account, awsRegion }) => `${account} ${awsRegion}`))].sort();
}

function districtAt(draft: RegionDraft, fields: Partial<RegionDraft['districts'][number]>): RegionDraft {
  return { ...draft, districts: draft.districts.map((one) => (one.id === 'north' ? { ...one, ...fields } : one)) };
}

describe('bases', () => {
  test('stand in every account and AWS Region with a stack, and nowhere else, whatever happens to the region', () => {
    fc.assert(
      fc.property(worlds({ atMost: 20 }), edits, (world, changes) => {
        let draft = world;
        let planned = planOf(draft);
        for (const change of changes) {
          draft = edited(draft, world, change);
          planned = replan(draft, planned);
          const { plan } = planned;
          expect(plan.bases.map(({ account, awsRegion }) => `${account} ${awsRegion}`).sort()).toEqual(places(plan));
          // One trail and one set of roles in each account.
          const trails = plan.bases.filter(({ trail }) => trail).map(({ account }) => account);
          expect([...trails].sort()).toEqual([...new Set(plan.bases.map(({ account }) => account))].sort());
          expect(new Set(plan.bases.map(({ trailBucket }) => trailBucket)).size).toBe(plan.bases.length);
        }
      }),
      runs(20),
    );
  });

  test('are part of a node’s own stack, so that a university deploys one thing', () => {
    expect(first.plan.bases.find(({ account }) => account === '300000000001')).toMatchObject({
      stack: 'edu-demo-node-uni',
      trail: true,
      trailBucket: 'edu-trl-uni-300000000001-cn-north-1-an',
    });
    expect(first.plan.stacks.filter(({ account }) => account === '300000000001')).toHaveLength(1);
  });

  test('keep the trail in the first AWS Region of an account that gets a second one', () => {
    const gone = replan(without(small, 'ash', 'oak'), first);
    const moved = districtAt(adding(without(small, 'ash', 'oak'), { id: 'fir', district: 'north' }), {
      home: 'cn-northwest-1',
      recovery: 'cn-north-1',
    });
    const { plan } = replan(moved, gone);
    expect(
      plan.bases.filter(({ account }) => account === '200000000001').map(({ awsRegion, trail }) => [awsRegion, trail]),
    ).toEqual([
      ['cn-north-1', true],
      ['cn-northwest-1', false],
    ]);
  });

  test('hand the trail over when the first AWS Region is given up', () => {
    const gone = replan(offboarding(without(small, 'ash', 'oak'), 'ash', 'oak'), first);
    const moved = districtAt(adding(without(small, 'ash', 'oak'), { id: 'fir', district: 'north' }), {
      home: 'cn-northwest-1',
      recovery: 'cn-north-1',
    });
    expect(gone.plan.changes).toContainEqual(
      expect.objectContaining({ kind: 'retire', subject: 'edu-demo-base-200000000001-cn-north-1' }),
    );
    expect(replan(moved, gone).plan.bases.filter(({ account }) => account === '200000000001')).toMatchObject([
      { awsRegion: 'cn-northwest-1', trail: true },
    ]);
  });

  test('give a node that takes an account over a trail bucket of its own', () => {
    const heir = adding(offboarding(without(small, 'uni'), 'uni'), { id: 'college', account: '300000000001' });
    const { plan } = replan(heir, first);
    expect(plan.bases.find(({ account }) => account === '300000000001')).toMatchObject({
      stack: 'edu-demo-node-college',
      trailBucket: 'edu-trl-college-300000000001-cn-north-1-an',
    });
  });

  test('go to those who hear alarms in bureau and node, each their own', () => {
    const { plan } = planOf({
      ...withSchool(small, 'uni', { alarmEmails: ['it@uni.example'] }),
      alarmEmails: ['cloud@bureau.example'],
    });
    const heard = new Map(plan.bases.map(({ account, alarmEmails }) => [account, alarmEmails]));
    expect(heard.get('300000000001')).toEqual(['it@uni.example']);
    expect(heard.get('200000000001')).toEqual(['cloud@bureau.example']);
    expect(heard.get('100000000001')).toEqual(['cloud@bureau.example']);
  });
});

describe('forwarding', () => {
  const logArchive = 'edu-demo-log-archive';
  const needs = ({ plan }: Planned, name: string): readonly string[] | undefined =>
    plan.stacks.find((one) => one.name === name)?.needs;

  test('is off unless the file says so, and then no stack waits for the log archive', () => {
    expect(first.plan.stacks.filter((stack) => stack.needs.includes(logArchive))).toEqual([]);
    expect(first.plan.flows.filter(({ kind }) => kind === 'log')).toEqual([]);
  });

  test('makes bases and nodes wait for the log archive, except where a node declines', () => {
    const forwarding = { ...small, audit: { forwarding: 'management' as const } };
    const all = planOf(forwarding);
    expect(needs(all, 'edu-demo-node-uni')).toEqual([logArchive]);
    expect(needs(all, 'edu-demo-base-200000000001-cn-north-1')).toEqual([logArchive]);
    expect(all.plan.flows.filter(({ kind }) => kind === 'log').map(({ from }) => from)).toEqual([
      'account:100000000001',
      'account:200000000001',
      'account:200000000002',
      'account:300000000001',
    ]);
    const some = planOf(withSchool(forwarding, 'uni', { forwarding: 'none' }));
    expect(needs(some, 'edu-demo-node-uni')).toEqual([]);
    expect(some.plan.flows.map(({ id }) => id)).not.toContain('log:account:300000000001');
  });

  test('can be switched on by a node alone', () => {
    const one = planOf(withSchool(small, 'uni', { forwarding: 'all' }));
    expect(one.plan.flows.filter(({ kind }) => kind === 'log')).toMatchObject([
      { from: 'account:300000000001', to: 'account:100000000002', store: expect.stringContaining('all events') },
    ]);
  });

  test('that changes is told', () => {
    const { plan } = replan({ ...small, audit: { forwarding: 'all', retentionDays: 500 } }, first);
    expect(plan.changes.map(({ kind, subject, detail }) => `${kind} ${subject}: ${detail}`)).toEqual([
      'update audit: trails are kept for 500 days, was 400; what is written keeps its date',
      'update audit: accounts forward to the log archive: all, was none',
      'update uni: new forwarding',
    ]);
  });

  test('and alarm addresses stay with a node that is frozen, and with nobody else', () => {
    const own = withSchool(small, 'uni', { forwarding: 'none', alarmEmails: ['it@uni.example'] });
    const before = planOf({ ...own, audit: { forwarding: 'all' } });
    const { plan, ledger } = replan({ ...without(own, 'uni'), audit: { forwarding: 'all' } }, before);
    expect(plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual(['freeze uni']);
    expect(plan.bases).toEqual(before.plan.bases);
    expect(ledger.schools.uni).toMatchObject({ forwarding: 'none', alarmEmails: ['it@uni.example'] });
  });

  test('of a node that changes is told, and so are addresses', () => {
    const { plan } = replan(
      {
        ...withSchool(small, 'uni', { forwarding: 'all', alarmEmails: ['a@uni.example'] }),
        alarmEmails: ['b@c.example'],
      },
      first,
    );
    expect(plan.changes.map(({ subject, detail }) => `${subject}: ${detail}`)).toEqual([
      'alarm addresses: +b@c.example',
      'uni: new forwarding, alarm addresses',
    ]);
  });
});

describe('the trail of an organisation', () => {
  const organizationTrail = { account: '100000000001', managementAccount: '900000000001' };
  const stack = 'edu-demo-organization-trail';

  test('is a stack of its own that waits for the log archive', () => {
    const { plan } = replan({ ...small, audit: { organizationTrail } }, first);
    expect(plan.stacks.find(({ name }) => name === stack)).toMatchObject({
      kind: 'organization-trail',
      account: '100000000001',
      awsRegion: 'cn-north-1',
      wave: 2,
      needs: ['edu-demo-log-archive'],
    });
    expect(plan.changes).toMatchObject([{ kind: 'create', subject: stack }]);
    expect(plan.flows.filter(({ kind }) => kind === 'log').map(({ from }) => from)).toEqual(['account:900000000001']);
  });

  test('is retired where it leaves an account', () => {
    const before = replan({ ...small, audit: { organizationTrail } }, first);
    expect(replan(small, before).plan.changes).toMatchObject([{ kind: 'retire', subject: stack }]);
    const elsewhere = { ...organizationTrail, account: '900000000001' };
    const base = 'edu-demo-base-900000000001-cn-north-1';
    const moved = replan({ ...small, audit: { organizationTrail: elsewhere } }, before);
    expect(moved.plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      `create ${base}`,
      `create ${stack}`,
      `retire ${stack}`,
    ]);
    // An account that makes a trail is watched as every other.
    expect(moved.plan.stacks.map(({ name }) => name)).toContain(base);
    expect(replan(small, moved).plan.changes.map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
      `retire ${base}`,
      `retire ${stack}`,
    ]);
  });
});
