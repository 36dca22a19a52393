/** What `educloud init` writes. A test keeps it valid. */
export const starter = `# yaml-language-server: $schema=region.schema.json
# A regional education cloud. Every account id here is invented: put your own in its place, always in quotes.
region:
  # Slug: 3 to 20 of a-z, 0-9 and single hyphens. It stands in the name of every bucket and stack and never changes.
  id: my-region
  # Names for people, in any of en, zh, ru, be. They go into tags and reports, never into policies.
  names: { en: My Region, zh: 我的区域 }

  # aws, aws-cn, aws-us-gov or aws-eusc. Nothing crosses a partition.
  partition: aws-cn
  # AWS Region of the hub and of every school that names no other, and the one for recovery copies.
  home: cn-north-1
  recovery: cn-northwest-1

  # Who counts as inside: organisations, and accounts outside them, such as a university's own.
  perimeter:
    organizations: [o-exampleorg1]
    accounts: ["777788889999"]

  # Accounts of the shared part: the commons, and the log archive that nobody but CloudTrail writes.
  accounts:
    hub: "111122223333"
    logArchive: "222233334444"
    # Where copies of pooled schools are kept, apart from the accounts that they are copied from:
    # recovery: "333344445555"

  # What must come back after a loss: docs/plan-and-ledger.md. With \`recovery\` and without this: a day of work at most, within a day,
  # kept and locked for 30 days. An end of copies is for good: \`educloud plan\` says what it costs.
  # recoveryTargets: { stores: { records: { rpo: 24h, rto: 24h, retentionDays: 90, lockDays: 30 }, materials: none } }
  # Who may end copies before their time; without it nobody does.
  # recoveryTakenBy: ["arn:aws-cn:iam::111122223333:role/registrar"]
  # Days between two drills that lose and bring back a canary.
  # drillEveryDays: 3

  # Every account keeps a trail of its own. \`forwarding: management\` also sends management events to the log archive.
  audit: { retentionDays: 400, forwarding: none }
  # Who must know when a trail, a bucket, a key or a role is tampered with: addresses, each confirmed by mail.
  # alarmEmails: [cloud@bureau.example]

  # Who may sign in with the account of their own school: docs/federation.md. Without it there are no roles for people.
  # federation:
  #   feeds: { carsi: { preset: carsi } }

  # How what is published reaches everybody: docs/delivery.md. Without it only members read the commons.
  # delivery:
  #   dataClasses: [open]
  #   domains: [res.bureau.example]
  #   certificate: { iam: ASCAEXAMPLE000000000 }
  #   icp: { recordalNumber: 辽ICP备12345678号-1, rootDomain: bureau.example, operator: sinnet }
  #   countries: [CN]

  # A district is a group of schools that share an account. Each keeps its own buckets and its own key.
  districts:
    - id: north
      names: { en: North District, zh: 北区 }
      account: "444455556666"
      # When it fills up, new schools go to the next: \`moreAccounts: ["…"]\`.
      # \`district\` shares one key among 20 schools: cheaper, and \`educloud plan\` says what it gives up.
      keyScope: school

  # Schools stand here one by one, or in rosters: \`- { from: roster.csv, district: north }\`.
  schools:
    # A node: a school with an account of its own.
    - id: first-university
      names: { en: First University, zh: 第一大学 }
      kind: university
      account: "777788889999"
      domains: [first-university.example]

    # A pooled school: its own buckets and key in the district's account.
    - id: oak-primary
      names: { en: Oak Primary School, zh: 橡树小学 }
      kind: primary
      district: north

    # An external school: no AWS resources here, a party to agreements.
    - id: partner-university
      names: { en: Partner University, ru: Университет-партнёр }
      kind: university
      tier: external
      jurisdiction: by
`;
