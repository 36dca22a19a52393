import type { Plan, PlannedBureau, PlannedSignIn, PlannedStack } from '../plan';
import { nodeCopies } from './node-copies';

/** What a university's engineer does with the assembly of its node: one account, five steps, nobody else's data. */
export function nodeReadme(plan: Plan, node: PlannedStack): string {
  const { account, name } = node;
  const { id, partition } = plan.region;
  const school = node.schools[0] ?? '';
  const stacks = plan.stacks.filter((stack) => stack.account === account);
  const places = [...new Set([node, ...stacks].map(({ awsRegion }) => `aws://${account}/${awsRegion}`))].join(' ');
  const which = stacks.length > 1 ? '--all' : name;
  const base = plan.bases.find(({ stack }) => stack === name);
  const forwarding = base?.forwarding ?? 'none';
  const emails = base?.alarmEmails ?? [];
  const { buckets, signIn: people, recovery } = plan.schools.find((one) => one.id === school) ?? {};
  return `# Member node ${school} of ${id}

${contents(node, stacks, partition)}${membership(plan, account)} ${waitsFor(plan, forwarding, recovery !== undefined)}

1. Install the CDK CLI: \`npm install --global aws-cdk@2.1148.1\`
2. Sign in to account ${account} as its administrator${signIn(partition)},
   and see that it is the right one: \`aws sts get-caller-identity\`
3. Bootstrap the account, without \`--trust\`, so that nobody else can deploy here:
   \`cdk bootstrap ${places}\`
4. Read what will be made, then make it: \`cdk diff --app . ${which}\`,
   \`cdk deploy --app . ${which}\`${stacks.length > 1 ? ', which does one stack after the other, in the order they need' : ''}
5. Put a boundary on the role that deploys, so that it reads no data:
   \`cdk bootstrap --custom-permissions-boundary educloud-${id}-deploy-boundary ${places}\`

Should the first deployment fail, turn the protection of the failed stack off before the second, which deletes it first:
\`aws cloudformation update-termination-protection --no-enable-termination-protection --region ${node.awsRegion} --stack-name ${name}\`

The ${stacks.length > 1 ? `stack \`${name}\`` : 'stack'} makes

- a KMS key and two buckets, \`${buckets?.records ?? ''}\` for records and
  \`${buckets?.materials ?? ''}\` for materials, which outlive the stack: deleting it deletes no data. Only principals
  that carry the tag \`educloud:school=${school}\` reach the objects, administrators of the account not excepted: make roles
  with that tag for the ${people === undefined ? 'people and programs' : 'programs'} of the school, and guard who may take them;
${people === undefined ? '' : rolesOfPeople(people)}${plan.federation?.bureau === undefined ? '' : roleOfAuditors(id, plan.federation.bureau)}- a trail of everything that is done in the account and of every access to an object, in a bucket of its own where nothing
  can be changed for ${plan.region.audit.retentionDays} days${
    forwarding === 'none'
      ? ''
      : `, and a
  second one that sends ${forwarding === 'all' ? 'all of it' : 'management events'} to the region's log archive`
  };
- the topic \`educloud-${id}-alarms\`, for when trail, buckets, keys or roles are tampered with. ${listeners(emails)}
  A deployment raises these alarms, too;
- the registry entry \`/educloud/${id}/schools/${school}\`, and a role with which the hub (account
  ${plan.shared.hub.account}) reads it and nothing else;
${recovery === undefined ? '- three roles for copies to another AWS Region, without any permission until there are copies.\n' : nodeCopies(plan, node, stacks, recovery)}`;
}

function contents(
  { name, account, awsRegion }: PlannedStack,
  stacks: readonly PlannedStack[],
  partition: string,
): string {
  return stacks.length > 1
    ? `This folder is the cloud assembly of the ${stacks.length} stacks of account ${account}, partition ${partition}:

${stacks.map((stack) => `- \`${stack.name}\` in ${stack.awsRegion}`).join('\n')}

`
    : `This folder is the cloud assembly of one stack, \`${name}\`, for account ${account} in
${awsRegion}, partition ${partition}. `;
}

function rolesOfPeople({ providers, roles }: PlannedSignIn): string {
  return `- an identity provider, \`${providers.join('`, `')}\`, and with that tag the roles that its
  people sign in to: ${roles.map(({ arn }) => `\`${arn}\``).join(',\n  ')}.
  The bureau has a hand-out for whoever runs the identity provider of the school;
`;
}

/** A university must know whom of the bureau its own account lets in. */
function roleOfAuditors(region: string, { entityId }: PlannedBureau): string {
  return `- an identity provider of the bureau, \`educloud-${region}-bureau\`, and the role \`educloud-${region}-auditor\`, to which
  auditors of the bureau sign in at \`${entityId}\`: they read configuration and the trail, which names
  people, and no object of the school;
`;
}

/** Who lets the account in: log archive and commons know it by its id or by its organisation. */
function membership({ region: { perimeter } }: Plan, account: string): string {
  return perimeter.accounts.includes(account)
    ? 'The region knows the account by its id, whatever\norganisation it belongs to.'
    : `The account must belong to\n${perimeter.organizations.join(' or ')}, by which the region knows its members.`;
}

function listeners(emails: readonly string[]): string {
  return emails.length === 0
    ? 'Subscribe whoever must\n  know.'
    : `AWS asks ${emails.join(', ')}\n  by mail to confirm.`;
}

function waitsFor({ shared }: Plan, forwarding: string, drilled: boolean): string {
  const { bucket } = shared.logArchive;
  if (forwarding !== 'none') return `Before it, the\nregion's log archive must exist: bucket \`${bucket}\`.`;
  return drilled
    ? `Nothing that another account\nhas made need exist before but the region's log archive, to which drills report: bucket \`${bucket}\`.`
    : 'Nothing that another account\nhas made need exist before.';
}

/** Accounts in China know no root user and no sign-in from elsewhere. */
function signIn(partition: string): string {
  return partition === 'aws-cn' ? ' (console.amazonaws.cn: an IAM user, since there is no root user)' : '';
}
