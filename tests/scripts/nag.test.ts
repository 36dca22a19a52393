import { acknowledgements } from '../../scripts/nag-acknowledgements';
import { judge, type Finding } from '../../scripts/nag-judge';

const plainHttp: Finding = {
  rule: 'AwsSolutions-S10',
  construct: 'edu-demo-hub/Commons/Bucket/Resource',
  description: 'does not require SSL',
};

describe('acknowledgements', () => {
  test('give reasons, each once', () => {
    const reasons = acknowledgements.map(({ reason }) => reason);
    expect(new Set(reasons).size).toBe(reasons.length);
    expect(reasons.filter((reason) => reason.length < 40)).toEqual([]);
  });

  test('let a finding stand that nobody has explained', () => {
    const strange = { ...plainHttp, rule: 'AwsSolutions-S2' };
    const elsewhere = { ...plainHttp, construct: 'edu-demo-hub/Other/Thing' };
    expect(judge([plainHttp, strange, elsewhere], acknowledgements).standing).toEqual([strange, elsewhere]);
  });

  test('do not cover a wildcard in a role that people take', () => {
    const wide: Finding = {
      rule: 'AwsSolutions-IAM5[Action::s3:*]',
      construct: 'edu-demo-north-001/school-oak/Teacher/Role',
      description: 'wildcard',
    };
    expect(judge([wide], acknowledgements).standing).toEqual([wide]);
  });

  test('are reported when nothing answers to them any more', () => {
    const { unused, counts } = judge([plainHttp], acknowledgements);
    expect(unused).toHaveLength(acknowledgements.length - 1);
    expect([...counts.values()]).toEqual([1]);
  });
});
