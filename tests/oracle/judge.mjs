// How one case comes out on both sides.
import { knownDifferences, knownDoubts, withoutOpenStatements } from './known-differences.mjs';
import { notUnderstood, ours } from './ours.mjs';
import { theirs } from './theirs.mjs';

/** How one case comes out. Condition keys that the other side does not take for the action are left out for both. */
export async function compared(full) {
  const { ignored } = await theirs(full);
  const context = Object.fromEntries(Object.entries(full.context).filter(([key]) => !ignored.includes(key)));
  const one = { ...full, context };
  const problems = notUnderstood(one);
  if (problems.length > 0)
    return { one, result: { kind: 'unexplained', ours: `not parsed: ${problems[0]}`, theirs: '' }, ignored };
  return { one, result: await judged(one), ignored };
}

async function judged(one) {
  const { word, decision } = ours(one);
  const other = await theirs(one);
  const words = { ours: word, theirs: other.word };
  if (word === other.word) return { kind: 'agreed', ...words };
  const open = { kind: 'unexplained', ...words };
  if (other.word.startsWith('no answer')) return open;
  if (word === 'undecided') {
    const id = doubtOf(decision, one);
    return id === undefined ? open : { kind: 'undecided', id, ...words };
  }
  const known = knownDifferences.filter(({ explains }) => explains === undefined || explains === word);
  for (const { id, rewrite } of known) {
    if ((await theirs(rewrite(one))).word === word) return { kind: 'explained', id, ...words };
  }
  const all = known.reduce((rewritten, { rewrite }) => rewrite(rewritten), one);
  if ((await theirs(all)).word === word) return { kind: 'explained', id: 'several of them', ...words };
  const bothDeny = word.startsWith('denied') && other.word.startsWith('denied');
  const settled = withoutOpenStatements(all);
  const same = bothDeny && ours(settled).word === (await theirs(settled)).word;
  return same
    ? { kind: 'explained', id: 'denied either way: whether by a Deny or by silence is open', ...words }
    : open;
}

/** The known doubt behind an undecided case: one for every statement in doubt; the first names the case. */
function doubtOf({ statements }, one) {
  const ids = statements.map((statement) => knownDoubts.find(({ fits }) => fits(statement, one))?.id);
  return ids.every((id) => id !== undefined) ? ids[0] : undefined;
}
