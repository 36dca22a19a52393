// The smallest case that still shows a difference.

/** Leaves out what can be left out while `keeps` holds. */
export async function shrink(one, keeps) {
  let smallest = one;
  for (let again = true; again;) {
    again = false;
    for (const smaller of smallerThan(smallest)) {
      if (!(await keeps(smaller))) continue;
      smallest = smaller;
      again = true;
      break;
    }
  }
  return smallest;
}

const documents = ['identity', 'sessionPolicies', 'serviceControl', 'resourceControl'];

function* smallerThan(one) {
  for (const name of documents) {
    for (const index of one[name].keys()) yield { ...one, [name]: one[name].filter((_, at) => at !== index) };
  }
  if (one.boundary !== undefined) yield { ...one, boundary: undefined };
  if (one.policy !== undefined && one.kind !== 'key' && one.kind !== 'role') yield { ...one, policy: undefined };
  if (one.blockPublicAccess) yield { ...one, blockPublicAccess: false };
  for (const key of Object.keys(one.context)) yield { ...one, context: without(one.context, key) };
  for (const key of Object.keys(one.tags)) yield { ...one, tags: without(one.tags, key) };
  yield* within(one, []);
}

function* within(one, path) {
  const value = path.reduce((at, key) => at?.[key], one);
  if (Array.isArray(value)) {
    if (value.length > 1)
      for (const index of value.keys())
        yield put(
          one,
          path,
          value.filter((_, at) => at !== index),
        );
    for (const index of value.keys()) yield* within(one, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    const inside = path.at(-1) === 'Condition' || path.at(-2) === 'Condition';
    for (const key of Object.keys(value)) {
      if ((inside && Object.keys(value).length > 1) || key === 'Condition') yield put(one, path, without(value, key));
    }
    for (const key of Object.keys(value)) yield* within(one, [...path, key]);
  }
}

function without(record, key) {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

function put(value, [key, ...rest], replacement) {
  if (key === undefined) return replacement;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? put(item, rest, replacement) : item));
  return { ...value, [key]: put(value[key], rest, replacement) };
}
