/** An object of JSON whose members are looked at when they are read. */
export type Fields = Readonly<Record<string, unknown>>;

/** Changes a template at one place; `undefined` when it has no such place. The same template gives the same mutant. */
export type Edit = (template: Fields) => Fields | undefined;

/** Resources of a type whose JSON holds a text. */
export interface Where {
  readonly type: string;
  readonly has: string;
}

/** Whether a value of JSON is an object. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads JSON that must be an object; `{}` when it is none. */
export function fieldsOf(text: string): Fields {
  const value: unknown = JSON.parse(text);
  return isFields(value) ? value : {};
}

/** The edits one after the other, at their own places; all of them or none. */
export function inTurn(...edits: readonly Edit[]): Edit {
  return (template) =>
    edits.reduce<Fields | undefined>((sofar, edit) => (sofar === undefined ? undefined : edit(sofar)), template);
}

/** Changes the first resource of the kind that `change` has an answer for; `name` stands for its logical id. */
export function onResource(where: Where, change: (resource: Fields, name: string) => Fields | undefined): Edit {
  return (template) => {
    const { Resources: resources } = template;
    if (!isFields(resources)) return undefined;
    for (const [name, resource] of Object.entries(resources)) {
      if (!isFields(resource) || resource.Type !== where.type || !JSON.stringify(resource).includes(where.has))
        continue;
      const changed = change(resource, name);
      if (changed !== undefined) return { ...template, Resources: { ...resources, [name]: changed } };
    }
    return undefined;
  };
}

/** Changes nothing, where there is such a resource. */
export function present(where: Where): Edit {
  return onResource(where, (resource) => resource);
}

/** Sets properties of a resource; `undefined` removes one. */
export function setProperties(where: Where, properties: Fields): Edit {
  return onResource(where, (resource) => ({
    ...resource,
    Properties: { ...(isFields(resource.Properties) ? resource.Properties : {}), ...filled(properties, resource) },
  }));
}

/** Takes a property away. */
export function removeProperty(where: Where, name: string): Edit {
  return onResource(where, (resource) => {
    if (!isFields(resource.Properties) || !(name in resource.Properties)) return undefined;
    const { [name]: _, ...Properties } = resource.Properties;
    return { ...resource, Properties };
  });
}

/** Replaces a text in the JSON of a resource, once. */
export function rewriteText(where: Where, from: string, to: string): Edit {
  return onResource(where, (resource) => {
    const text = JSON.stringify(resource);
    return text.includes(from) ? fieldsOf(text.replace(from, () => filledText(to, resource))) : undefined;
  });
}

/** Takes a resource away. */
export function removeResource(where: Where): Edit {
  return (template) => {
    let gone: string | undefined;
    onResource(where, (_, name) => {
      gone = name;
      return {};
    })(template);
    if (gone === undefined || !isFields(template.Resources)) return undefined;
    return {
      ...template,
      Resources: Object.fromEntries(Object.entries(template.Resources).filter(([name]) => name !== gone)),
    };
  };
}

/** Adds a resource beside another; placeholders are those of the other, and `<id>` is its logical id. */
export function addBeside(where: Where, name: string, added: Fields): Edit {
  return (template) => {
    let beside: Fields | undefined;
    onResource(where, (resource, id) => {
      beside = fieldsOf(JSON.stringify(filled(added, resource)).replaceAll('<id>', id));
      return resource;
    })(template);
    if (beside === undefined || !isFields(template.Resources)) return undefined;
    return { ...template, Resources: { ...template.Resources, [name]: beside } };
  };
}

/** Fills `<school>`, `<bucket>`, `<account>` and `<partition>` with what a resource speaks of. */
export function filled(value: Fields, resource: Fields): Fields {
  return fieldsOf(filledText(JSON.stringify(value), resource));
}

/** As {@link filled}, for a text. */
export function filledText(text: string, resource: Fields): string {
  const json = JSON.stringify(resource);
  return Object.entries(placeholders).reduce(
    (sofar, [name, pattern]) => sofar.replaceAll(`<${name}>`, pattern.exec(json)?.[1] ?? ''),
    text,
  );
}

const placeholders = {
  domain: /"saml:edupersonscopedaffiliation":\[?"[^"@]*@([^"@]+)"/,
  issuer: /:oidc-provider\/([^"]+)/,
  school: /"aws:PrincipalTag\/educloud:school":"([^"]+)"/,
  bucket: /(?::s3:::|"BucketName":")([a-z0-9.-]+)/,
  account: /[:-](\d{12})[:-]/,
  partition: /"arn:(aws[a-z-]*):/,
};
