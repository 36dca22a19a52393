import { filled, fieldsOf, isFields, onResource, type Edit, type Fields, type Where } from './template';

// Edits of the configuration of a distribution.

/** Changes the configuration. */
export function onConfig(where: Where, change: (config: Fields) => Fields | undefined): Edit {
  return onResource(where, (resource) => {
    const { Properties: properties } = resource;
    const config = isFields(properties) ? properties.DistributionConfig : undefined;
    const changed = isFields(config) ? change(config) : undefined;
    if (!isFields(properties) || changed === undefined) return undefined;
    return { ...resource, Properties: { ...properties, DistributionConfig: filled(changed, resource) } };
  });
}

/** Sets members of the configuration. */
export function setConfig(where: Where, members: Fields): Edit {
  return onConfig(where, (config) => ({ ...config, ...members }));
}

/** Changes the one behaviour for a pattern; `*` is the default one. */
export function onBehaviour(where: Where, pattern: string, change: (behaviour: Fields) => Fields): Edit {
  return onConfig(where, (config) => {
    const { DefaultCacheBehavior: last } = config;
    if (pattern === '*') return isFields(last) ? { ...config, DefaultCacheBehavior: change(last) } : undefined;
    const list = behavioursOf(config);
    const index = list.findIndex(({ PathPattern: path }) => path === pattern);
    const found = list[index];
    return found === undefined ? undefined : { ...config, CacheBehaviors: list.with(index, change(found)) };
  });
}

/** Puts the behaviours of a distribution in another order, or others in their place. */
export function onBehaviours(where: Where, change: (behaviours: readonly Fields[]) => readonly Fields[]): Edit {
  return onConfig(where, (config) => ({ ...config, CacheBehaviors: change(behavioursOf(config)) }));
}

/** Sets members of every origin. */
export function onOrigins(where: Where, change: (origin: Fields) => Fields): Edit {
  return onConfig(where, (config) => ({
    ...config,
    Origins: Array.isArray(config.Origins) ? config.Origins.filter(isFields).map(change) : [],
  }));
}

/** A behaviour that asks for no signature. */
export function unsigned(behaviour: Fields): Fields {
  return fieldsOf(JSON.stringify({ ...behaviour, TrustedKeyGroups: undefined }));
}

function behavioursOf({ CacheBehaviors: list }: Fields): readonly Fields[] {
  return Array.isArray(list) ? list.filter(isFields) : [];
}
