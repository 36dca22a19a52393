import { issue, type Issue } from '../../errors';
import { actionServices, nearest, serviceActions, type ServiceAction } from '../../facts';

/** An action, and what the kit knows of it. */
export interface NamedAction {
  /** As AWS writes it, where it is known. */
  readonly name: string;
  readonly known: ServiceAction | undefined;
}

/** The action of `--do`; an issue when it is none. Actions of services that the kit does not list are taken as they are. */
export function parseAction(text: string): NamedAction | Issue {
  const [service = '', name = '', ...rest] = text.split(':');
  if (!/^[a-zA-Z\d-]+$/.test(service) || !/^[a-zA-Z\d]+$/.test(name) || rest.length > 0) return malformed(text);
  if (!actionServices().includes(service.toLowerCase())) return { name: text, known: undefined };
  const { actions } = serviceActions(service.toLowerCase());
  const known = actions.find((action) => action.name.toLowerCase() === name.toLowerCase());
  if (known !== undefined) return { name: `${service.toLowerCase()}:${known.name}`, known };
  const meant = nearest(
    name,
    actions.map((action) => action.name),
  );
  return issue('EDU712', `AWS documents no action ${text}`, {
    found: text,
    allowed: `one of ${actions.length} actions of ${service.toLowerCase()}`,
    fix:
      meant === undefined
        ? 'look the action up in the Service Authorization Reference'
        : `did you mean \`${service.toLowerCase()}:${meant}\`?`,
  });
}

/** A name without its service is looked for in all of them. */
function malformed(text: string): Issue {
  const names = actionServices().flatMap((service) =>
    serviceActions(service).actions.map(({ name }) => `${service}:${name}`),
  );
  const meant = names.find((one) => one.toLowerCase().endsWith(`:${text.toLowerCase()}`)) ?? nearest(text, names);
  return issue('EDU712', '`--do` is not the name of one action', {
    found: text,
    allowed: 'SERVICE:ACTION without wildcards, such as s3:GetObject',
    fix: meant === undefined ? 'write the service before the action' : `did you mean \`${meant}\`?`,
  });
}
