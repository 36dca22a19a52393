import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { json, regionFile, removeFolders, run, smallRegion } from './support';

afterAll(removeFolders);

const registrar = 'arn:aws-cn:iam::444455556666:role/registrar';
const recovery = 'arn:aws-cn:iam::444455556666:role/educloud/educloud-small-recovery';

/** The assembly of a region whose copies somebody may end before their time. */
async function assembly(): Promise<string> {
  const file = regionFile(
    smallRegion.replace(
      /^( +)accounts:/m,
      `$1recovery: cn-northwest-1\n$1recoveryTakenBy: ['${registrar}']\n$1accounts:`,
    ),
  );
  const out = join(dirname(file), 'out');
  const planned = await run('plan', file, '--write');
  expect([planned.exitCode, planned.out]).toEqual([
    0,
    expect.stringContaining(`copies before their time: ${registrar}`),
  ]);
  expect((await run('synth', file, '--out', out, '--no-validate')).exitCode).toBe(0);
  return out;
}

test('every exception for the role that ends copies says who takes it', async () => {
  const out = await assembly();
  const { exitCode, out: text } = await run('prove', out, '--property', 'copies-kept');
  expect([exitCode, text]).toEqual([0, expect.stringContaining(`${registrar} takes ${recovery}\n`)]);
  const { exceptions } = json(await run('prove', out, '--property', 'copies-kept', '--json'));
  expect(exceptions).toContainEqual(
    expect.objectContaining({ who: 'recovery-role', takenBy: { [recovery]: [registrar] } }),
  );
}, 60_000);

test('whoever takes it and is not said ends the proof', async () => {
  const out = await assembly();
  for (const name of readdirSync(out).filter((one) => one.endsWith('.template.json'))) {
    const text = readFileSync(join(out, name), 'utf8');
    writeFileSync(join(out, name), text.replaceAll(registrar, `${registrar}-2`));
  }
  const { exitCode, out: text } = await run('prove', out, '--property', 'copies-kept');
  expect([exitCode, text]).toEqual([1, expect.stringContaining(recovery)]);
}, 60_000);
