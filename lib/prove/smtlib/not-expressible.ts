import { KitError } from '../../errors';

/** A problem has something that is not put into SMT-LIB. */
export class NotExpressible extends KitError {
  constructor(public readonly reason: string) {
    super(reason);
    this.name = 'NotExpressible';
  }
}
