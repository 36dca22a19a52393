import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRegionText, regionJsonSchema } from '../../config';
import { failure, KitError } from '../../errors';
import { makeFolder, writing } from '../../files';
import type { Outcome, Values } from '../command';
import { starter } from '../starter';

/** `educloud init DIR`: an annotated region file, valid as it stands, and what to run next. */
export function init(values: Values): Outcome {
  const folder = String(values.dir);
  const file = join(folder, 'region.yaml');
  if (loadRegionText(starter, file).region === undefined) throw new KitError('the starter is not valid');
  if (existsSync(file)) {
    throw failure('EDU702', `${file} is there already`, {
      file,
      allowed: 'a folder without a region file',
      fix: 'choose another folder; nothing was changed',
    });
  }
  const schema = join(folder, 'region.schema.json');
  writing(folder, () => {
    makeFolder(folder);
    writeFileSync(file, starter, { flag: 'wx' });
    writeFileSync(schema, `${JSON.stringify(regionJsonSchema(), undefined, 2)}\n`);
  });
  const next = [
    `educloud check ${file}`,
    `educloud plan ${file} --write`,
    `educloud synth ${file} --out ${join(folder, 'cdk.out')}`,
  ];
  return {
    exitCode: 0,
    json: { ok: true, files: [file, schema], next },
    text: `${file}\n${schema}\n\n${next.map((line) => `  npx ${line}`).join('\n')}\n`,
  };
}
