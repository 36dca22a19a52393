import { basename, dirname, relative, resolve, sep } from 'node:path';
import { judgeNewKey, planRotation, signingOf, type NewKey } from '../../delivery';
import { EducloudError, type Issue } from '../../errors';
import type { CommandContext, Outcome, Values } from '../command';
import { readKeyFile } from '../delivery/read-key-file';
import { regionOf } from '../delivery/region-of';
import { renderRotation } from '../delivery/render-rotation';
import { momentOf } from '../moment';
import { regionFileOf } from '../region-file-of';

/** `educloud delivery rotate [FILE] [--new PUBLIC.pem]`: the steps by which another key comes to sign, with no gap. Writes nothing. */
export function deliveryRotate(values: Values, { language }: CommandContext): Outcome {
  const file = regionFileOf(values);
  const time = momentOf(values.asOf);
  const { region, warnings } = regionOf(file);
  const { signing, issues: regionIssues } = signingOf(region.delivery);
  const added = typeof values.new === 'string' ? newKeyAt(values.new, file) : undefined;
  const proposed = added === undefined ? [] : newKeyIssues(String(values.new), added, signing);
  const issues: Issue[] = [...warnings, ...regionIssues, ...proposed];
  if (signing === undefined || proposed.length > 0) throw new EducloudError(issues);
  const { rotation, issues: planIssues } = planRotation(signing, { time, ...(added === undefined ? {} : { added }) });
  if (rotation === undefined) throw new EducloudError([...issues, ...planIssues]);
  return {
    exitCode: 0,
    json: { ok: true, region: region.id, ...rotation, issues },
    text: renderRotation(region.id, rotation, language),
    issues,
  };
}

/** The id and the path that a key gets in the region file. */
function newKeyAt(path: string, regionFile: string): NewKey {
  return {
    id: basename(path).replace(/\.[^.]*$/, ''),
    publicKey: relative(resolve(dirname(regionFile)), resolve(path))
      .split(sep)
      .join('/'),
  };
}

function newKeyIssues(path: string, added: NewKey, signing: Parameters<typeof judgeNewKey>[2]): readonly Issue[] {
  const { text, issues } = readKeyFile(path);
  return text === undefined ? issues : judgeNewKey(text, added, signing, path);
}
