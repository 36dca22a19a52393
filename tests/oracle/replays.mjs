// Requests that the prover prints for refuted properties, as cases: the other side must give the answer that refutes.
import { createRequire } from 'node:module';
import { worldOf } from './ours.mjs';
import { caseOf } from './worlds.mjs';

const require = createRequire(import.meta.url);
const { properties, serviceActions } = require('../../dist/lib/facts');
const { prove } = require('../../dist/lib/prove');

const actions = ['s3', 'kms'].flatMap((service) =>
  serviceActions(service).actions.map(({ name, on }) => ({ name: `${service}:${name}`, resources: on })),
);
const proven = new Map(
  properties()
    .filter(({ subject }) => subject === 'bucket' || subject === 'key')
    .map((property) => [property.id, property]),
);
const tag = 'educloud:school';

/** Of the next random world that has a bucket or a key: every request that refutes a property, and what must become of it. */
export function replaysOf(random) {
  let one = caseOf(random);
  while (!['object', 'bucket', 'key'].includes(one.kind)) one = caseOf(random);
  // In half of the worlds policies ask for the tag by which properties tell schools apart.
  const world = random.chance(0.5)
    ? JSON.parse(JSON.stringify(one).replaceAll('aws:PrincipalTag/school', `aws:PrincipalTag/${tag}`))
    : one;
  const { school, ...others } = world.tags;
  const owned = { ...world, tags: school === undefined || world === one ? world.tags : { ...others, [tag]: school } };
  const closed = random.chance(0.4);
  const { verdicts } = prove(withOwner(worldOf(owned), owned, closed), { properties: [...proven.values()], actions });
  return [...verdicts].flatMap(({ verdict, property, request }) =>
    verdict !== 'refuted' || request === undefined
      ? []
      : {
          property,
          wanted: proven.get(property).expect === 'denied' ? 'allowed' : 'denied',
          one: caseOfRequest(owned, request),
        },
  );
}

/** In a closed world only the principals of the case ask, so that their own policies count. */
function withOwner(world, { account, own }, closed) {
  const owned = (list) => list.map((resource) => ({ ...resource, owner: 'oak' }));
  return {
    ...world,
    buckets: owned(world.buckets),
    keys: owned(world.keys),
    roles: world.roles.map((role) => (role.tags[tag] === undefined ? role : { ...role, owner: role.tags[tag] })),
    deployRoles: [{ arn: `arn:aws:iam::${account}:role/deploy`, account }],
    closedAccounts: closed ? [account, own ?? account] : [],
    perimeter: { organizations: ['o-1'], accounts: [account] },
  };
}

/** The case of a request in the world of another case. */
function caseOfRequest(world, { caller, action, resource, context }) {
  const seen =
    caller.arn !== undefined && caller.arn === world.arn && (world.caller === 'role' || world.caller === 'user');
  const own = caller.kind === 'identity' ? undefined : caller.arn?.split(':')[4];
  const home = own !== undefined && own === world.own;
  return {
    ...world,
    kind: resource.startsWith('arn:aws:kms') ? 'key' : resource.includes('/') ? 'object' : 'bucket',
    caller: seen ? world.caller : caller.kind === 'role' || caller.kind === 'user' ? 'unseen' : caller.kind,
    arn: caller.arn ?? caller.name,
    session:
      caller.kind === 'role'
        ? `arn:aws:sts::${own}:assumed-role/${caller.arn.split('/').at(-1)}/${caller.session ?? 'replay'}`
        : undefined,
    own,
    action,
    resource,
    context,
    organization: home ? world.organization : undefined,
    tags: seen ? world.tags : {},
    identity: seen ? world.identity : [],
    boundary: seen ? world.boundary : undefined,
    sessionPolicies: [],
    serviceControl: home ? world.serviceControl : [],
  };
}
