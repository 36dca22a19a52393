import { writeFileSync } from 'node:fs';
import { writing } from '../files';
import type { Outcome, Values } from './command';

/** What a command leaves that makes one text: the text, or with `--out` a file of it. `json` says what it is about. */
export function textOutcome(text: string, values: Values, json: Readonly<Record<string, unknown>>): Outcome {
  if (typeof values.out !== 'string') return { exitCode: 0, json: { ok: true, ...json, content: text }, text };
  const { out } = values;
  writing(out, () => {
    writeFileSync(out, text);
  });
  return { exitCode: 0, json: { ok: true, ...json, out }, text: `${out}\n` };
}
