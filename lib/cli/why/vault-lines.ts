import { readable, type World } from '../../model';
import { inVault, type Request } from '../../prove';
import type { Language } from '../texts';
import { fill } from './fill';
import { sentences } from './why-texts';

/** What is special about requests to AWS Backup: that they are asked of any recovery point of a vault, and from where they come. */
export function vaultLines(world: World, request: Request, language: Language): string[] {
  const { action, caller, resource } = request;
  if (!/^backup:/i.test(action)) return [];
  const held = inVault(world, request);
  const [, , , , ofCaller] = 'arn' in caller ? caller.arn.split(':') : [];
  const [, , , , ofResource] = resource.split(':');
  const foreign = ofCaller !== undefined && /^\d{12}$/.test(ofResource ?? '') && ofCaller !== ofResource;
  return [
    ...(held === undefined || held.request === request
      ? []
      : [fill(sentences.anyPoint[language], { vault: readable(resource) })]),
    ...(foreign && !/:copyintobackupvault$/i.test(action) ? [sentences.copiesAlone[language]] : []),
  ];
}
