import { AnyPrincipal, ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Site } from './checks';
import { drillRolePattern } from './drill-clock';
import type { Perimeter } from './perimeter';
import { allow, deny, writeActions } from './statements';

/** The account that asks: what one account's drills report, no other's overwrite. */
const ownFolder = 'drills/${aws:PrincipalAccount}/*';

/**
 * Of what changes objects all but writing one. `s3:PutObjectA*` and the like, since S3 refuses a policy with an action that it
 * does not know, and not every partition is known to know all of them.
 */
const otherWrites = [
  ...writeActions.filter((action) => action !== 's3:PutObject*'),
  's3:PutObjectA*',
  's3:PutObjectL*',
  's3:PutObjectR*',
  's3:PutObjectT*',
  's3:PutObjectV*',
];

/** Drills are known by the name of their role, which `/educloud/` and the region's slug keep from other roles. */
export function isDrill(site: Site, regionId: string): Record<string, Record<string, unknown>> {
  return { ArnLike: { 'aws:PrincipalArn': drillRolePattern(site, regionId) } };
}

/** The same, negated. */
export function isNoDrill(site: Site, regionId: string): Record<string, Record<string, unknown>> {
  return { ArnNotLike: { 'aws:PrincipalArn': drillRolePattern(site, regionId) } };
}

/**
 * Drills of the perimeter write their reports into the folder of their account, and do nothing else in the archive, not even
 * in the archive's own account, whose identity policies decide besides.
 */
export function drillReports(
  site: Site,
  [bucket, objects]: readonly [string, string],
  { accounts, organizations }: Perimeter,
  regionId: string,
): PolicyStatement[] {
  if (accounts.length + organizations.length === 0) return [];
  const drill = isDrill(site, regionId);
  const folder = `${bucket}/${ownFolder}`;
  const write = ['s3:PutObject'];
  // Accounts by their number alone: five hundred of them fit into a policy.
  const named = [...new Set(accounts)].sort().map((account) => new ArnPrincipal(account));
  return [
    ...(named.length === 0 ? [] : [allow('DrillsOfAccountsReport', named, write, [folder], drill)]),
    ...(organizations.length === 0
      ? []
      : [
          allow('DrillsOfOrganizationsReport', [new AnyPrincipal()], write, [folder], {
            ...drill,
            StringEquals: { 'aws:PrincipalOrgID': [...organizations].sort() },
          }),
        ]),
    new PolicyStatement({
      sid: 'DenyDrillsElsewhere',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: write,
      notResources: [folder],
      conditions: drill,
    }),
    deny('DenyDrillsButReports', otherWrites, [bucket, objects], drill),
  ];
}
