import { hasOpaque } from '../opaque';
import { doubt, property, policyOf, sourceAt, textProperty, textsProperty, type Reader } from './resource';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-organizations-policy.html */
export const readOrganizationPolicy: Reader = (resource, draft) => {
  draft.organization.managers.add(resource.resolver.template.place.account);
  const type = property(resource, 'Type');
  const kind = typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (typeof type !== 'string' || hasOpaque(type))
    draft.doubts.push(doubt(resource, 'its kind of policy is not known'));
  if (kind === undefined) return;
  draft.organization.policies.push({
    name: textProperty(resource, 'Name') ?? '',
    kind,
    policy: policyOf(resource, resource.raw.properties.Content, sourceAt(resource, 'Content'), kind),
    targets: textsProperty(resource, 'TargetIds'),
  });
};

/** Units and accounts of the organisation's tree. */
export const readOrganizationNode: Reader = (resource, draft) => {
  draft.organization.managers.add(resource.resolver.template.place.account);
  const [parent] = [...textsProperty(resource, 'ParentId'), ...textsProperty(resource, 'ParentIds')];
  const id = resource.resolver.refer(resource.logicalId, 'Ref');
  if (parent !== undefined) draft.organization.parents.set(id, parent);
};

const kinds: Readonly<Record<string, 'service-control' | 'resource-control'>> = {
  SERVICE_CONTROL_POLICY: 'service-control',
  RESOURCE_CONTROL_POLICY: 'resource-control',
};
