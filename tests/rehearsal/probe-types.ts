import { setTimeout as wait } from 'node:timers/promises';
import { signedCall } from './signed-call';
import type { UnsupportedType } from './emulator';
import { administratorOf, oneLine, record, type Stage } from './stage';

const home = { awsRegion: 'eu-central-1', account: '555566667777' };

/** Asks for one resource of every type of the table, so that an entry which no longer holds is noticed. */
export async function probeUnsupported(stage: Stage): Promise<void> {
  const { unsupported } = stage.emulator;
  const types = unsupported.filter(({ property }) => property === undefined);
  if (types.length > 0) await probeTypes(stage, types);
  for (const one of unsupported) if (one.property !== undefined) await probeProperty(stage, one.type, one.property);
}

async function probeTypes(stage: Stage, types: readonly UnsupportedType[]): Promise<void> {
  const Resources = Object.fromEntries(types.map(({ type }, index) => [`One${String(index)}`, { Type: type }]));
  const text = await ask(stage, 'CreateStack', {
    StackName: 'rehearsal-types',
    TemplateBody: JSON.stringify({ Resources }),
  });
  const accepted = types.filter(({ type }) => !text.includes(type)).map(({ type }) => type);
  record(stage, {
    id: 'unsupported-types',
    step: 'the table of types that are left out',
    what: `${String(types.length)} types`,
    expected: 'all refused',
    observed: accepted.length === 0 ? 'all refused' : `accepted: ${accepted.join(', ')}`,
    reason: accepted.length === 0 ? '' : oneLine(text),
  });
}

/** The type is known, so that the stack is taken, and fails by the property. */
async function probeProperty(stage: Stage, type: string, property: string): Promise<void> {
  const StackName = `rehearsal-${type.split('::').slice(1).join('-').toLowerCase()}-${property.toLowerCase()}`;
  const Resources = { One: { Type: type, Properties: { [property]: [{ Id: 'one' }] } } };
  await ask(stage, 'CreateStack', { StackName, TemplateBody: JSON.stringify({ Resources }) });
  let text = '';
  for (let tries = 0; tries < 40 && !/(?:CREATE|ROLLBACK)_COMPLETE/.test(text); tries++) {
    await wait(250);
    text = await ask(stage, 'DescribeStackEvents', { StackName });
  }
  record(stage, {
    id: `unsupported-property/${type}/${property}`,
    step: 'the table of types that are left out',
    what: `${type} with ${property}`,
    expected: 'refused',
    observed: text.includes(`Properties.${property}`) ? 'refused' : 'accepted',
    reason: '',
  });
}

async function ask(stage: Stage, action: string, form: Readonly<Record<string, string>>): Promise<string> {
  const { text } = await signedCall({
    endpoint: stage.tls,
    service: 'cloudformation',
    awsRegion: home.awsRegion,
    caller: await administratorOf(stage, home.account),
    body: new URLSearchParams({ Action: action, ...form, Version: '2010-05-15' }).toString(),
  });
  return text;
}
