import { layOut, run } from '../../errors/support';

const account = '111111111111';
const manifest = {
  version: '48.0.0',
  artifacts: {
    school: {
      type: 'aws:cloudformation:stack',
      environment: `aws://${account}/eu-central-1`,
      properties: { templateFile: 'school.template.json' },
    },
  },
};
const template = {
  Resources: {
    Records: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'oak-records' } },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Records' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'Readers',
              Effect: 'Allow',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Records', 'Arn'] }, '/*']] },
              Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:PrincipalTag/school': ['oak', 'elm'] } },
            },
          ],
        },
      },
    },
  },
};

function why(...more: readonly string[]) {
  const root = layOut({ 'manifest.json': JSON.stringify(manifest), 'school.template.json': JSON.stringify(template) });
  const asked = ['why', '@', '--do', 's3:GetObject', '--on', 'oak-records/exam.pdf', ...more];
  return run(asked, root);
}

const stranger = ['--as', 'arn:aws:iam::222222222222:role/stranger'];
const fitting = ['--with', 'aws:SourceVpc=vpc-1', '--with', 'aws:PrincipalTag/school=elm'];

test('why answers about an assembly, with every condition key that is stated', async () => {
  const { out, exitCode } = await why(...stranger, ...fitting, '--json');
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    decision: 'allowed',
    layer: 'resource policy',
    statements: [
      {
        file: 'school.template.json',
        pointer: '/Resources/Policy/Properties/PolicyDocument/Statement/0',
        text: 'Readers',
      },
    ],
  });
});

test('a denied request is an answer, not a failure', async () => {
  const { out, exitCode } = await why(...stranger, '--with', 'aws:SourceVpc=vpc-1');
  expect(exitCode).toBe(0);
  expect(out).toMatch(/^.*\nDENIED\n/);
  expect(out).toContain('taken to be absent: aws:PrincipalTag/school');
});

test('of somebody without principal no principal’s keys are asked', async () => {
  const { out } = await why('--as', 'anonymous', '--with', 'aws:SourceVpc=vpc-1');
  expect(out).not.toContain('aws:PrincipalTag');
});

test('without one of its three options there is no question', async () => {
  const { err, exitCode } = await why();
  expect(exitCode).toBe(1);
  expect(err).toContain('EDU704');
  expect(err).toContain('--as');
});
