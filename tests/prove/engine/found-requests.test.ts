import { bucket, world } from '../support/worlds';
import { verdicts } from '../support/proving';

const tag = 'aws:PrincipalTag/educloud:school';

function storeDenying(condition: object): ReturnType<typeof world> {
  return world({
    buckets: [
      bucket('edu-s1', {
        owner: 's1',
        policy: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: condition }],
      }),
    ],
  });
}

describe('a request that breaks a property', () => {
  it('comes through a service, where the Deny speaks of requests that do not', () => {
    const [verdict] = verdicts(
      storeDenying({ StringNotEquals: { [tag]: 's1' }, Bool: { 'aws:ViaAWSService': 'false' } }),
      'read-isolation',
    );
    expect(verdict).toMatchObject({ verdict: 'refuted', request: { context: { 'aws:ViaAWSService': 'true' } } });
  });

  it('has a tag, where the Deny compares the tag with itself', () => {
    const [verdict] = verdicts(storeDenying({ StringNotEquals: { [tag]: `\${${tag}}` } }), 'read-isolation');
    expect(verdict?.verdict).toBe('refuted');
    expect(verdict?.request?.context[tag]).toEqual(expect.any(String));
  });
});
