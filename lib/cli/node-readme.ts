import type { Plan, PlannedStack } from '../plan';

/** What a university's engineer does with the assembly of its node: one account, five steps, nobody else's data. */
export function nodeReadme(plan: Plan, node: PlannedStack): string {
  const { account, awsRegion, name } = node;
  const school = node.schools[0] ?? '';
  return `# Member node ${school} of ${plan.region.id}

This folder is the cloud assembly of one stack, \`${name}\`, for account ${account} in ${awsRegion}. It needs nothing from
any other account, and no other account gets a role here.

1. Install the CDK CLI: \`npm install --global aws-cdk@2.1148.1\`
2. Sign in to account ${account} and see that it is the right one: \`aws sts get-caller-identity\`
3. Bootstrap the account once, without \`--trust\`: \`cdk bootstrap aws://${account}/${awsRegion}\`
4. Read what will be made: \`cdk diff --app . ${name}\`
5. Deploy: \`cdk deploy --app . ${name}\`

The stack makes a KMS key, two buckets (records and materials) and the registry entry
\`/educloud/${plan.region.id}/schools/${school}\`. Key and buckets outlive the stack: deleting it deletes no data. Only
principals that carry the tag \`educloud:school=${school}\` reach the objects, administrators of the account not excepted.
`;
}
