import { EducloudError } from '../../errors';
import { createPack, keyFileSigner, packHead, type CreatedPack } from '../../packs';
import type { CommandContext, Outcome, Values } from '../command';
import { readPrivateKeyFile } from '../delivery/read-key-file';
import { sayIn } from '../handout/say';
import { createTexts } from '../pack/pack-texts';
import { listOf, publicKeysOf } from '../pack/public-keys';
import { renderCreated } from '../pack/render-created';

/** `educloud pack create FOLDER --out PACK --id ID --version N --key PRIVATE.pem …`: a new version of a signed pack. */
export async function packCreate(values: Values, { language, progress }: CommandContext): Promise<Outcome> {
  const [out, keyFile] = [String(values.out), String(values.key)];
  const head = packHead({
    id: String(values.id),
    version: String(values.version),
    ...(typeof values.licence === 'string' ? { licence: values.licence } : {}),
    ...(typeof values.notAfter === 'string' ? { notAfter: values.notAfter } : {}),
  });
  const { text: privateKey, issues } = readPrivateKeyFile(keyFile);
  if (privateKey === undefined) throw new EducloudError(issues);
  const signer = keyFileSigner(privateKey, keyFile);
  const created = await createPack({
    ...head,
    folder: String(values.folder),
    out,
    signer,
    secrets: [keyFile],
    baseKeys: publicKeysOf(values.baseKey),
    recall: listOf(values.recall),
    ...(typeof values.base === 'string' ? { base: values.base } : {}),
    onProgress: (files, total) => {
      progress.step(sayIn(language)(createTexts.reading), files, total);
    },
  });
  return {
    exitCode: 0,
    json: { ok: true, out, ...document(created), key: signer.key.id, issues },
    text: renderCreated(out, signer.key.id, created, language),
    issues,
  };
}

function document({ manifest, recall, bytes, added }: CreatedPack): Readonly<Record<string, unknown>> {
  const { id, version, licence, notAfter, files } = manifest;
  return {
    id,
    version,
    licence,
    ...(notAfter === undefined ? {} : { notAfter }),
    files: files.length,
    bytes,
    added,
    recall: { version: recall.version, contents: recall.recalled.length },
  };
}
