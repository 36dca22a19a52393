import type { Rotation, RotationEdit, RotationStep } from '../../delivery';
import { sayIn, type Say } from '../handout/say';
import { printable } from '../printable';
import type { Language, Text } from '../texts';
import { rotateTexts } from './delivery-texts';

const signs = { add: '+', remove: '-', set: '=' } as const;

/** A change of keys as an engineer carries it out. */
export function renderRotation(region: string, rotation: Rotation, language: Language): string {
  const say = sayIn(language);
  const { active, next, longestHours, steps, kept } = rotation;
  return [
    say(rotateTexts.head, { region, active, next, hours: String(longestHours) }),
    ...steps.flatMap((step, index) => stepLines(step, index + 1, next, say)),
    '',
    ...(kept.length === 0 ? [] : [say(rotateTexts.kept, { kept: kept.join(', ') })]),
    say(rotateTexts.leaked),
    '',
  ]
    .map(printable)
    .join('\n');
}

function stepLines(step: RotationStep, number: number, next: string, say: Say): readonly string[] {
  const keys = step.keys.join(', ');
  const values = { keys, next, accepted: step.accepted.join(', '), signs: step.signs, notBefore: step.notBefore };
  const lines = [
    ...firstLine(step, values, say),
    ...step.edits.map((edit) => editLine(edit, say)),
    say(step.deploy ? rotateTexts.deploy : rotateTexts.noDeploy),
    say(rotateTexts.after, values),
    say(breaks(step, next), values),
  ];
  return [
    '',
    `${number}. ${say(rotateTexts[step.kind], values)} (${say(rotateTexts.notBefore, values)})`,
    ...lines.map((line) => `   ${line}`),
  ];
}

function firstLine(
  { first, kind }: RotationStep,
  values: Readonly<Record<string, string>>,
  say: Say,
): readonly string[] {
  if (first.for === 'nothing') return [];
  if (first.for === 'signers') return [say(rotateTexts.signers, { hours: String(first.hours) })];
  return [say(kind === 'switch' ? rotateTexts.deployed : rotateTexts.deployedAlone, values)];
}

function editLine({ change, at, line, text }: RotationEdit, say: Say): string {
  const place = line === undefined ? at : say(rotateTexts.line, { file: at, line: String(line) });
  return `${signs[change]} ${text}    (${place})`;
}

/** What goes wrong where a step is done at another time. */
function breaks({ kind, keys }: RotationStep, next: string): Text {
  if (kind === 'switch') return rotateTexts.breaksSwitch;
  if (kind === 'remove') return rotateTexts.breaksRemove;
  return keys.includes(next) ? rotateTexts.breaksAdd : rotateTexts.breaksSpare;
}
