import { hasOpaque } from '../../model';
import { isMapping, type Seen } from './alarm-delivery';

/** What is known of an event; other fields may have any value or none. */
export interface Event {
  readonly [field: string]: string | Event;
}

/**
 * Whether a pattern matches every event of which these fields are known.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export function matchesEvent(pattern: unknown, event: Event): Seen {
  if (!isMapping(pattern)) return 'unclear';
  let all: Seen = 'yes';
  for (const [field, wanted] of Object.entries(pattern)) {
    const value = Object.hasOwn(event, field) ? event[field] : undefined;
    const one =
      field === '$or'
        ? any(wanted, (each) => matchesEvent(each, event))
        : value === undefined
          ? 'unclear'
          : typeof value === 'string'
            ? any(wanted, (each) => matchesValue(each, value))
            : matchesEvent(wanted, value);
    if (one === 'no') return 'no';
    if (one === 'unclear') all = 'unclear';
  }
  return all;
}

function any(list: unknown, ask: (one: unknown) => Seen): Seen {
  if (!Array.isArray(list)) return 'unclear';
  const found = list.map(ask);
  return found.find((one) => one === 'yes') ?? found.find((one) => one === 'unclear') ?? 'no';
}

function matchesValue(wanted: unknown, value: string): Seen {
  if (typeof wanted === 'string') return wanted === value ? 'yes' : mayBe(wanted);
  if (!isMapping(wanted)) return 'no';
  const [[kind, text] = [], ...more] = Object.entries(wanted);
  if (more.length > 0) return 'unclear';
  if (kind === 'prefix' && typeof text === 'string') return value.startsWith(text) ? 'yes' : mayBe(text);
  if (kind === 'suffix' && typeof text === 'string') return value.endsWith(text) ? 'yes' : mayBe(text);
  if (kind === 'exists' && text === true) return 'yes';
  return 'unclear';
}

/** What is known only when it is deployed may be what it has to be. */
export function mayBe(value: unknown): Seen {
  return typeof value === 'string' && hasOpaque(value) ? 'unclear' : 'no';
}
