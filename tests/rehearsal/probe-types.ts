import { signedCall } from './signed-call';
import { administratorOf, oneLine, record, type Stage } from './stage';

/** Asks for one resource of every type of the table, so that an entry which no longer holds is noticed. */
export async function probeUnsupported(stage: Stage): Promise<void> {
  const { unsupported } = stage.emulator;
  if (unsupported.length === 0) return;
  const Resources = Object.fromEntries(unsupported.map(({ type }, index) => [`One${String(index)}`, { Type: type }]));
  const form = { Action: 'CreateStack', StackName: 'rehearsal-types', TemplateBody: JSON.stringify({ Resources }) };
  const { text } = await signedCall({
    endpoint: stage.tls,
    service: 'cloudformation',
    awsRegion: 'eu-central-1',
    caller: await administratorOf(stage, '555566667777'),
    body: new URLSearchParams({ ...form, Version: '2010-05-15' }).toString(),
  });
  const accepted = unsupported.filter(({ type }) => !text.includes(type)).map(({ type }) => type);
  record(stage, {
    id: 'unsupported-types',
    step: 'the table of types that are left out',
    what: `${String(unsupported.length)} types`,
    expected: 'all refused',
    observed: accepted.length === 0 ? 'all refused' : `accepted: ${accepted.join(', ')}`,
    reason: accepted.length === 0 ? '' : oneLine(text),
  });
}
