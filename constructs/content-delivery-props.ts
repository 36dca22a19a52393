import type { DeliverySigningKey } from './delivery-signers';

/** The certificate that viewers see; exactly one of the two. */
export interface DeliveryCertificate {
  /**
   * ARN of a certificate in AWS Certificate Manager, of this account and in the AWS Region where CloudFront is at home.
   *
   * @default - not from there
   */
  readonly acm?: string;

  /**
   * Id of a server certificate in IAM (`ASCA…`), uploaded with a path that begins with `/cloudfront/`.
   *
   * @default - not from there
   */
  readonly iam?: string;
}

/** The recordal of a website with the Chinese authorities. */
export interface DeliveryRecordal {
  /** Such as `辽ICP备12345678号-1`. */
  readonly recordalNumber: string;

  /** The domain that was filed; every domain of the distribution is it or ends in it. */
  readonly rootDomain: string;

  /** With whom it was filed: `sinnet` or `nwcd`. */
  readonly operator: string;
}

/** Properties of `ContentDelivery`. */
export interface ContentDeliveryProps {
  /** Slug of the region, for names and tags; with it, one delivery for each account. */
  readonly regionId: string;

  /** Jurisdiction whose law holds for what is delivered, for tags. */
  readonly jurisdiction: string;

  /** Name of the bucket that is delivered, in the account and AWS Region of the stack. */
  readonly bucketName: string;

  /**
   * Name of the bucket for access logs, which is made here. Nothing is made where CloudFront cannot write logs.
   *
   * @default - no logs
   */
  readonly logBucketName?: string;

  /** Countries whose viewers are served, as ISO 3166-1 alpha-2 codes. */
  readonly countries: string[];

  /**
   * What is delivered: `open` to everybody, `licensed` to whoever holds a signature.
   *
   * @default - both
   */
  readonly dataClasses?: string[];

  /**
   * Domains of your own.
   *
   * @default - the CDN's, where it may serve
   */
  readonly domains?: string[];

  /**
   * The certificate for the domains.
   *
   * @default - the CDN's own, for its own domain
   */
  readonly certificate?: DeliveryCertificate;

  /**
   * The recordal that covers the domains; asked for in China.
   *
   * @default - none
   */
  readonly icp?: DeliveryRecordal;

  /**
   * ARN of a web ACL of AWS WAF with the scope CLOUDFRONT, where there is such a thing.
   *
   * @default - none
   */
  readonly webAclArn?: string;

  /**
   * Who may sign for `licensed`: two to five keys. One that is exchanged becomes another resource, which exists before the
   * old one goes.
   *
   * @default - none, where only `open` is delivered
   */
  readonly signingKeys?: DeliverySigningKey[];
}
