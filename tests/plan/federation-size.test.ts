import { samlTrustChars, trustChars } from '../../lib/plan/federation/trust-size';
import { federated, lockOf, whole } from './federation-support';
import { planOf, resourcesOf, templatesOf } from './support';

const draft = {
  ...federated,
  federation: {
    ...whole,
    feeds: {
      carsi: {
        preset: 'carsi' as const,
        affiliations: { jiaowu: 'school-admin', 'x-very-long-local-affiliation': 'teacher' },
      },
    },
  },
};
const { plan } = planOf(draft, undefined, lockOf(draft));

const real = new Map(
  Object.values(templatesOf(plan))
    .flatMap((template) => Object.values(resourcesOf(template)))
    .filter(({ Type }) => Type === 'AWS::IAM::Role')
    .map(({ Properties }) => [String(Properties.RoleName), JSON.stringify(Properties.AssumeRolePolicyDocument).length]),
);

test('the length of every school role’s trust policy is known exactly', () => {
  const planned = plan.schools.flatMap((school) =>
    (school.signIn?.roles ?? []).map((role) => [
      role.arn.replace(/^.*\//, ''),
      trustChars(
        { partition: plan.region.partition, awsRegions: [plan.region.home, school.awsRegion] },
        school.signIn!,
        role,
      ),
    ]),
  );
  expect(planned).toHaveLength(8);
  expect(planned).toEqual(planned.map(([name]) => [name, real.get(String(name))]));
});

test('so is that of the bureau’s', () => {
  const { operators, breakGlass } = plan.federation!.bureau!;
  const site = { partition: 'aws-cn', awsRegions: ['cn-north-1'] };
  const providers = ['arn:aws-cn:iam::200000000001:saml-provider/educloud-demo-bureau'];
  expect(samlTrustChars(site, providers, operators)).toBe(real.get('educloud-demo-bureau-operator'));
  expect(samlTrustChars(site, providers, breakGlass, 'cn-north-1')).toBe(real.get('educloud-demo-break-glass'));
});
