import { verifyPack } from '../../packs';
import type { CommandContext, Outcome, Values } from '../command';
import { dayOf } from '../day';
import { sayIn } from '../handout/say';
import { verifyTexts } from '../pack/pack-texts';
import { publicKeysOf } from '../pack/public-keys';
import { renderVerified } from '../pack/render-verified';

/** `educloud pack verify PACK --key PUBLIC.pem`: whether every byte is what the publisher signed. Works offline. */
export async function packVerify(values: Values, { language, progress }: CommandContext): Promise<Outcome> {
  const folder = String(values.pack);
  const keys = publicKeysOf(values.key);
  const asOf = dayOf(values.asOf);
  const verified = await verifyPack({
    folder,
    keys,
    asOf,
    onProgress: (files, total) => {
      progress.step(sayIn(language)(verifyTexts.checking), files, total);
    },
  });
  const { kind, manifest, recall, files, bytes, issues } = verified;
  const ok = issues.every(({ severity }) => severity !== 'error');
  return {
    exitCode: ok ? 0 : 1,
    json: {
      ok,
      folder,
      kind,
      ...(manifest === undefined
        ? {}
        : { id: manifest.id, version: manifest.version, licence: manifest.licence, notAfter: manifest.notAfter }),
      ...(recall === undefined ? {} : { recall: { version: recall.version, contents: recall.recalled.length } }),
      files,
      bytes,
      keys: keys.map(({ id }) => id),
      issues,
    },
    text: renderVerified(folder, verified, keys, language),
    issues,
  };
}
