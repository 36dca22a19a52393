import fc from 'fast-check';
import { inBash, type Call } from './bash';
import { linesOf, plan, restoreOf, schoolIn, type asked } from './support';

/** The value behind an option of a call. */
function after(call: Call, option: string): string | undefined {
  return call[call.indexOf(option) + 1];
}

function callsOf(change: Parameters<typeof asked>[0]): readonly Call[] {
  const { calls, err, status } = inBash(linesOf(restoreOf(change)));
  expect([err, status]).toEqual(['', 0]);
  return calls;
}

const records = schoolIn(plan, 'ash').buckets.records;
const quarantine = 'edu-qua-ash-200000000001-cn-north-1-an';
const replica = 'edu-rrc-ash-200000000001-cn-northwest-1-an';
const role = 'arn:aws-cn:iam::200000000001:role/educloud/educloud-demo-restore-ash';

describe('the commands of a restore, run by bash', () => {
  test('run to the end in their order, and each program gets what AWS asks for', () => {
    const calls = callsOf({ store: 'records' });
    expect(calls.map((call) => call.slice(0, 4).join(' '))).toEqual([
      'aws kms describe-key --key-id',
      'aws kms describe-key --key-id',
      'aws kms cancel-key-deletion --key-id',
      'aws kms enable-key --key-id',
      'aws iam put-role-policy --role-name',
      'aws iam put-role-policy --role-name',
      'aws iam put-role-policy --role-name',
      'aws sts assume-role --role-arn',
      'aws sts get-caller-identity --region',
      'aws s3api list-objects-v2 --bucket',
      'npx educloud restore copy',
      'npx educloud restore copy',
      'npx educloud restore copy',
      'npx educloud restore copy',
      'aws backup list-recovery-points-by-backup-vault --backup-vault-name',
      'aws backup start-restore-job --recovery-point-arn',
      'aws backup describe-restore-job --restore-job-id',
      `aws s3 ls s3://${quarantine}/`,
      'npx educloud restore copy',
      'npx educloud restore copy',
      'npx educloud restore copy',
      `aws s3 rm s3://${quarantine}`,
      'aws iam delete-role-policy --role-name',
      'aws iam delete-role-policy --role-name',
      'aws iam delete-role-policy --role-name',
    ]);
  });

  test('name the AWS Region in every call, without which the CLI would look for a role of China in another partition', () => {
    const calls = [...callsOf({}), ...callsOf({ lost: 'bucket' }), ...callsOf({ lost: 'aws-region' })];
    expect(calls.filter((one) => one[0] === 'aws' && !after(one, '--region')?.startsWith('cn-north'))).toEqual([]);
  });

  test('become the role, hand its keys on, and leave no profile in the way', () => {
    const { out } = inBash(linesOf(restoreOf()));
    expect(out).toContain('AKIAFAKE secret/+= token== none\n');
    const call = callsOf({}).find((one) => one.includes('assume-role')) ?? [];
    expect([after(call, '--role-arn'), after(call, '--region')]).toEqual([role, 'cn-north-1']);
  });

  test('use the key by its ARN where an alias is not understood', () => {
    const calls = callsOf({}).filter((one) => one[1] === 'kms');
    expect(calls.map((one) => after(one, '--key-id'))).toEqual([
      schoolIn(plan, 'ash').keyAlias,
      ...['arn:of-the-key', 'arn:of-the-key', 'arn:of-the-key'],
    ]);
  });

  test('end the sessions that are older than the moment at which they run', () => {
    const documents = callsOf({})
      .filter((one) => one.includes('put-role-policy'))
      .map((one) => JSON.parse(after(one, '--policy-document') ?? '') as unknown);
    expect(documents).toHaveLength(3);
    // The roles of its people, and the restore role that they may have taken.
    expect(
      callsOf({})
        .filter((one) => one.includes('put-role-policy'))
        .map((one) => after(one, '--role-name')),
    ).toContain('educloud-demo-restore-ash');
    expect(documents[0]).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: '*',
          Resource: '*',
          Condition: { DateLessThan: { 'aws:TokenIssueTime': expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:]{8}Z$/) } },
        },
      ],
    });
  });

  test('copy versions and replica as of the instant, from where each lies, first without changing anything', () => {
    const copies = callsOf({ store: 'records' })
      .filter((one) => one.includes('copy'))
      .slice(0, 4);
    expect(copies.map((one) => one.slice(4))).toEqual(
      [
        [records, 'cn-north-1'],
        [replica, 'cn-northwest-1'],
      ].flatMap(([from = '', awsRegion = '']) => {
        const words = ['--from', from, '--to', quarantine, '--at', '2026-11-21T00:00:00Z'];
        const regions = ['--from-aws-region', awsRegion, '--to-aws-region', 'cn-north-1'];
        return [
          [...words, ...regions, '--dry-run'],
          [...words, ...regions],
        ];
      }),
    );
  });

  test('restore the newest recovery point of this store before the instant into the quarantine', () => {
    const calls = callsOf({ store: 'records' });
    const list = calls.find((one) => one[2]?.startsWith('list-recovery-points')) ?? [];
    expect(after(list, '--by-resource-arn')).toBe(`arn:aws-cn:s3:::${records}`);
    expect(after(list, '--by-created-before')).toBe('2026-11-21T00:00:00Z');
    expect([after(list, '--backup-vault-name'), after(list, '--output')]).toEqual(['edu-demo_ash', 'json']);
    const start = calls.find((one) => one.includes('start-restore-job')) ?? [];
    expect([after(start, '--recovery-point-arn'), after(start, '--iam-role-arn')]).toEqual(['arn:of-the-point', role]);
    expect(JSON.parse(after(start, '--metadata') ?? '')).toEqual({
      DestinationBucketName: quarantine,
      EncryptionType: 'original',
      RestoreACLs: 'false',
    });
    expect(after(calls.find((one) => one.includes('describe-restore-job')) ?? [], '--restore-job-id')).toBe('job-1');
  });

  test('bring back from the quarantine as of now, since what lies there is younger than the instant', () => {
    const back = callsOf({ store: 'records' }).filter((one) => one.includes('copy') && after(one, '--to') === records);
    expect(back).toHaveLength(3);
    for (const one of back) expect(after(one, '--at')).toMatch(/^20\d\d-.+Z$/);
    expect(back.map((one) => after(one, '--at') === '2026-11-21T00:00:00Z')).toEqual([false, false, false]);
  });

  test('never write into a store, a replica or a vault but by bringing back', () => {
    const steps = restoreOf().steps.filter(({ step }) => step !== 'bring-back' && step !== 'stop');
    const { calls } = inBash(steps.flatMap(({ acts }) => acts.flatMap(({ commands }) => commands)));
    const targets = calls
      .filter((one) => one.includes('copy') && !one.includes('--dry-run'))
      .map((one) => after(one, '--to'));
    expect(new Set(targets)).toEqual(new Set([quarantine]));
    expect(calls.filter((one) => /^(?:delete|rm|put)/.test(one[2] ?? '')).map((one) => one[2])).toEqual([
      'delete-role-policy',
      'delete-role-policy',
      'delete-role-policy',
    ]);
  });

  test('carry every prefix that is let through as one argument, and nothing of it runs', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
    const hostile = fc.constantFrom(
      "'; touch pwned; '",
      '$(touch pwned)',
      '`touch pwned`',
      '-x',
      '~',
      '*',
      '" && touch pwned',
    );
    fc.assert(
      fc.property(
        fc.oneof(text, hostile).filter((prefix) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(prefix)),
        fc.constantFrom('objects', 'bucket', 'aws-region'),
        (prefix, lost) => {
          const { calls, left, status } = inBash(linesOf(restoreOf({ prefix, lost, store: 'records' })));
          expect([left, status]).toEqual([[], 0]);
          const copies = calls.filter((one) => one.includes('copy') && one[0] === 'npx');
          expect(copies.every((one) => one.includes(`--prefix=${prefix}`))).toBe(true);
          expect(copies.length > 0).toBe(lost !== 'aws-region');
          expect(calls.some((one) => one.some((word) => word.endsWith(`/${prefix}`)))).toBe(true);
        },
      ),
      { numRuns: 10 },
    );
  });

  test('carry the path of a region file as one word', () => {
    const { calls, left } = inBash(linesOf(restoreOf({ file: "regions/it's $(touch pwned).yaml", lost: 'bucket' })));
    expect(left).toEqual([]);
    expect(calls.find((one) => one.includes('synth'))).toEqual([
      ...['npx', 'educloud', 'synth', "regions/it's $(touch pwned).yaml", '--out', 'cdk.out'],
    ]);
  });
});
