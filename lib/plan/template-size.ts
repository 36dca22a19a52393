import { partition } from '../facts';
import { templateBytes, type Size } from './budget';
import { schoolsOf, type Counted } from './contents';
import { deliveryTemplateBytes } from './delivery-size';
import { accountSignInBytes, schoolSignInBytes } from './federation/sign-in-size';
import {
  baseCopyBytes,
  copyPerimeter,
  drillBytes,
  homeBytes,
  recoveryBytes,
  restoreBytes,
  type Grown,
} from './recovery/copy-size';
import type { PlannedBase, PlannedStack } from './types';

/** A measure that grows with the perimeter. */
export function bytes(size: Size, { region: { perimeter } }: Counted): number {
  const { accounts, organizations } = perimeter;
  return (
    size.base +
    size.perAccount * accounts.length +
    (organizations.length > 0 ? size.anyOrganization : 0) +
    size.perOrganization * organizations.length
  );
}

/** A measure of copies, with its share of the perimeter. */
function grown({ bytes: base, buckets }: Grown, counted: Counted, how: 'compact' | 'indented'): number {
  const { perAccount, anyOrganization, perOrganization } = copyPerimeter[how];
  return (
    base +
    bytes(
      {
        base: 0,
        perAccount: buckets * perAccount,
        anyOrganization: buckets * anyOrganization,
        perOrganization: buckets * perOrganization,
      },
      counted,
    )
  );
}

function baseSize(own: PlannedBase, counted: Counted): number {
  const iamIsHere = partition(counted.region.partition).globalServiceHomes.iam === own.awsRegion;
  return (
    bytes(templateBytes.base, counted) +
    (iamIsHere ? templateBytes.alarmsOfIam : 0) +
    (own.trail ? templateBytes.trail : 0) +
    own.alarmEmails.length * templateBytes.email +
    accountSignInBytes(counted, own) +
    grown(baseCopyBytes(own), counted, 'indented')
  );
}

/** Bytes of the template of a stack, at most. */
export function templateSize(stack: PlannedStack, counted: Counted): number {
  const { name, kind, schools } = stack;
  const own = counted.bases.find((base) => base.stack === name);
  const base = own === undefined ? 0 : baseSize(own, counted);
  const here = schoolsOf(stack, counted);
  const home = kind === 'node' ? 'node' : 'shard';
  const signIn = here.reduce((all, school) => all + schoolSignInBytes(counted, school, home), 0);
  const copies = (how: 'compact' | 'indented'): number =>
    here.reduce((all, school) => all + grown(homeBytes(school, home), counted, how), 0);
  switch (kind) {
    case 'hub':
      return bytes(templateBytes.commons[counted.hub.commons.encryption], counted) + deliveryTemplateBytes(counted.hub);
    case 'log-archive':
      return bytes(templateBytes.logArchive, counted);
    case 'organization-trail':
      return bytes(templateBytes.organizationTrail, counted);
    case 'restore':
      return grown(restoreBytes(here), counted, 'compact');
    case 'recovery':
      return grown(recoveryBytes(here), counted, 'compact');
    case 'drill':
      return counted.drills
        .filter((drill) => drill.stack === name)
        .reduce((all, drill) => all + grown(drillBytes(counted.region.partition, drill), counted, 'indented'), 0);
    case 'base':
      return Math.ceil(base);
    case 'node':
      return Math.ceil(base + bytes(templateBytes.node, counted) + signIn + copies('indented'));
    case 'shard':
      return Math.ceil(
        bytes(templateBytes.shard, counted) +
          schools.length * bytes(templateBytes.pooled, counted) +
          signIn +
          copies('compact'),
      );
  }
}
