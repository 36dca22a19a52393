import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegionText, regionJsonSchema } from '../../config';
import { failure, KitError } from '../../errors';
import { makeFolder, quoted, writing } from '../../files';
import type { Outcome, Values } from '../command';
import { starter } from '../starter';

/** `educloud init DIR`: an annotated region file, valid as it stands, and what to run next. */
export function init(values: Values): Outcome {
  const folder = String(values.dir);
  const file = join(folder, 'region.yaml');
  const schema = join(folder, 'region.schema.json');
  if (loadRegionText(starter, file).region === undefined) throw new KitError('the starter is not valid');
  const present = [file, schema].find((one) => existsSync(one));
  if (present !== undefined) {
    throw failure('EDU702', `${present} is there already`, {
      file: present,
      allowed: 'a folder without a region file',
      fix: 'choose another folder; nothing was changed',
    });
  }
  writing(folder, () => {
    makeFolder(folder);
    writeFileSync(file, starter, { flag: 'wx' });
    writeFileSync(schema, `${JSON.stringify(regionJsonSchema(), undefined, 2)}\n`);
  });
  const next = [
    `educloud check ${quoted(file)}`,
    `educloud plan ${quoted(file)} --write`,
    `educloud synth ${quoted(file)} --out ${quoted(join(folder, 'cdk.out'))}`,
  ];
  return {
    exitCode: 0,
    json: { ok: true, files: [file, schema], next },
    text: `${file}\n${schema}\n\nchange \`id\` and the accounts first: the id stands in every name and never changes\n\n${next.map((line) => `  npx ${line}`).join('\n')}\n`,
  };
}
