/**
 * What is publicly known about services that send or receive mail for a domain: how to recognise
 * them, where their keys stand and which records they ask for. Checked in August 2026.
 */
export type MailProvider = {
  id: string
  name: string
  /** Other spellings people use for it; letters and digits only. */
  aliases?: readonly string[]
  /** Suffixes of MX hosts that belong to it. */
  mx?: readonly string[]
  /** Names it asks customers to include; `*.` stands for one label or more. */
  spf?: readonly string[]
  /** Beginnings of TXT values by which it proves who owns the domain. */
  txt?: readonly string[]
  /** Suffixes of names that return-path or DKIM aliases point to. */
  targets?: readonly string[]
  dkim: {
    /** `fixed`: every customer has these names. `random`: only the dashboard knows. `chosen`: usual, but changeable. */
    kind: 'fixed' | 'random' | 'chosen' | 'none'
    selectors: readonly string[]
    record: 'TXT' | 'CNAME'
    /** The service decides the key size, the customer cannot. */
    fixedBits?: number
  }
  returnPath: {
    /** `from`: MAIL FROM uses the From domain. `subdomain`: one of its own below it. `provider`: the service's own domain. */
    kind: 'from' | 'subdomain' | 'provider'
    labels?: readonly string[]
    /** Suffix of the MX the return-path must have. */
    mxSuffix?: string
    /** Name the SPF record of the return-path must include. */
    include?: string
  }
  /** Whether including it in the SPF record of the From domain helps. */
  apexSpf: boolean
  /** A: read in the service's own documentation. B: widely published, confirm it in the dashboard. */
  confidence: 'A' | 'B'
}

type Row = Omit<MailProvider, 'confidence' | 'apexSpf'> & Partial<Pick<MailProvider, 'confidence' | 'apexSpf'>>

const fixed = (...selectors: string[]) => ({ kind: 'fixed' as const, selectors, record: 'CNAME' as const })
const fixedTxt = (...selectors: string[]) => ({ kind: 'fixed' as const, selectors, record: 'TXT' as const })
const chosen = (...selectors: string[]) => ({ kind: 'chosen' as const, selectors, record: 'TXT' as const })
const random = (record: 'TXT' | 'CNAME', ...selectors: string[]) => ({ kind: 'random' as const, selectors, record })
const none = { kind: 'none' as const, selectors: [], record: 'TXT' as const }
const from = { kind: 'from' as const }
const atProvider = { kind: 'provider' as const }
const below = (...labels: string[]) => ({ kind: 'subdomain' as const, labels })

const ROWS: readonly Row[] = [
  {
    id: 'google-workspace',
    name: 'Google Workspace',
    aliases: ['google', 'gmail', 'gsuite', 'googleworkspace'],
    mx: ['aspmx.l.google.com', 'smtp.google.com', 'googlemail.com'],
    spf: ['_spf.google.com'],
    dkim: chosen('google'),
    returnPath: from,
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'microsoft-365',
    name: 'Microsoft 365',
    aliases: ['microsoft', 'office365', 'outlook', 'm365', 'exchange'],
    mx: ['mail.protection.outlook.com', 'mx.microsoft'],
    spf: ['spf.protection.outlook.com'],
    targets: ['onmicrosoft.com', 'dkim.mail.microsoft'],
    dkim: fixed('selector1', 'selector2'),
    returnPath: from,
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'amazon-ses',
    name: 'Amazon SES',
    aliases: ['ses', 'amazonses', 'awsses', 'aws'],
    spf: ['amazonses.com'],
    targets: ['dkim.amazonses.com'],
    dkim: random('CNAME'),
    returnPath: { kind: 'subdomain', mxSuffix: 'amazonses.com', include: 'amazonses.com' },
    confidence: 'A',
  },
  {
    id: 'resend',
    name: 'Resend',
    dkim: fixedTxt('resend'),
    returnPath: { kind: 'subdomain', labels: ['send'], mxSuffix: 'amazonses.com', include: 'amazonses.com' },
    confidence: 'A',
  },
  {
    id: 'sendgrid',
    name: 'SendGrid',
    aliases: ['twiliosendgrid'],
    spf: ['sendgrid.net'],
    targets: ['sendgrid.net'],
    dkim: fixed('s1', 's2'),
    returnPath: below(),
    confidence: 'A',
  },
  {
    id: 'postmark',
    name: 'Postmark',
    aliases: ['postmarkapp'],
    spf: ['spf.mtasv.net'],
    targets: ['mtasv.net'],
    dkim: { ...random('TXT'), fixedBits: 1024 },
    returnPath: below('pm-bounces'),
    confidence: 'A',
  },
  {
    id: 'mailgun',
    name: 'Mailgun',
    mx: ['mailgun.org'],
    spf: ['mailgun.org'],
    targets: ['mailgun.com', 'mailgun.org'],
    dkim: {
      kind: 'chosen',
      selectors: ['pdk1', 'pdk2', 'k1', 'krs', 'mailo', 'pic', 'smtp', 'mx', 'email'],
      record: 'CNAME',
    },
    returnPath: {
      kind: 'subdomain',
      labels: ['mg', 'mail', 'email'],
      mxSuffix: 'mailgun.org',
      include: 'mailgun.org',
    },
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'brevo',
    name: 'Brevo',
    aliases: ['sendinblue'],
    spf: ['spf.sendinblue.com', 'spf.brevo.com'],
    txt: ['brevo-code:', 'sendinblue-code:'],
    targets: ['brevo.com', 'sendinblue.com'],
    dkim: { ...chosen('brevo1', 'brevo2', 'mail'), fixedBits: 1024 },
    returnPath: atProvider,
  },
  {
    id: 'mailchimp-transactional',
    name: 'Mailchimp Transactional',
    aliases: ['mandrill'],
    spf: ['spf.mandrillapp.com'],
    txt: ['mandrill_verify.'],
    targets: ['mandrillapp.com'],
    dkim: fixed('mte1', 'mte2', 'mandrill'),
    returnPath: atProvider,
  },
  {
    id: 'mailchimp',
    name: 'Mailchimp',
    spf: ['servers.mcsv.net'],
    targets: ['mcsv.net'],
    dkim: fixed('k2', 'k3', 'k1'),
    returnPath: atProvider,
  },
  {
    id: 'mailjet',
    name: 'Mailjet',
    spf: ['spf.mailjet.com'],
    dkim: fixedTxt('mailjet'),
    returnPath: atProvider,
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'mailersend',
    name: 'MailerSend',
    mx: ['inbound.mailersend.net'],
    spf: ['_spf.mailersend.net'],
    targets: ['mailersend.net'],
    dkim: fixed('mlsend', 'mlsend2'),
    returnPath: below('mta'),
  },
  {
    id: 'mailerlite',
    name: 'MailerLite',
    spf: ['_spf.mlsend.com'],
    targets: ['mlsend.com'],
    dkim: fixed('litesrv'),
    returnPath: atProvider,
  },
  {
    id: 'sparkpost',
    name: 'SparkPost',
    aliases: ['bird', 'messagebird'],
    spf: ['_spf.sparkpostmail.com'],
    targets: ['sparkpostmail.com'],
    dkim: random('TXT'),
    returnPath: below(),
  },
  {
    id: 'zoho',
    name: 'Zoho Mail',
    aliases: ['zohomail', 'zeptomail'],
    mx: ['zoho.com', 'zoho.eu', 'zoho.in', 'zoho.com.au', 'zoho.jp', 'zoho.sa', 'zohocloud.ca', 'zohomail.com'],
    spf: ['zoho.com', 'zoho.eu', 'zohomail.com', 'zohomail.eu', 'zeptomail.net', 'transmail.net'],
    dkim: chosen('zmail', 'zoho'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'fastmail',
    name: 'Fastmail',
    mx: ['messagingengine.com'],
    spf: ['spf.messagingengine.com'],
    targets: ['dkim.fmhosted.com'],
    dkim: fixed('fm1', 'fm2', 'fm3', 'mesmtp'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'proton',
    name: 'Proton Mail',
    aliases: ['protonmail'],
    mx: ['protonmail.ch'],
    spf: ['_spf.protonmail.ch'],
    targets: ['domains.proton.ch'],
    dkim: fixed('protonmail', 'protonmail2', 'protonmail3'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'icloud',
    name: 'iCloud',
    aliases: ['apple'],
    mx: ['mail.icloud.com'],
    spf: ['icloud.com'],
    targets: ['icloudmailadmin.com'],
    dkim: fixed('sig1'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'cloudflare-routing',
    name: 'Cloudflare Email Routing',
    aliases: ['cloudflare'],
    mx: ['mx.cloudflare.net'],
    spf: ['_spf.mx.cloudflare.net'],
    dkim: chosen('cf2024-1'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'improvmx',
    name: 'ImprovMX',
    mx: ['improvmx.com'],
    spf: ['spf.improvmx.com'],
    dkim: fixed('dkimprovmx1', 'dkimprovmx2'),
    returnPath: from,
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'forward-email',
    name: 'Forward Email',
    mx: ['forwardemail.net'],
    spf: ['spf.forwardemail.net'],
    dkim: chosen(),
    returnPath: from,
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'clerk',
    name: 'Clerk',
    targets: ['clerk.services'],
    dkim: fixed('clk', 'clk2'),
    returnPath: below('clkmail', 'clkmail2'),
    confidence: 'A',
  },
  { id: 'stytch', name: 'Stytch', dkim: fixed('st', 'st2'), returnPath: atProvider, confidence: 'A' },
  {
    id: 'firebase',
    name: 'Firebase Authentication',
    aliases: ['firebaseauth'],
    spf: ['_spf.firebasemail.com'],
    targets: ['firebasemail.com'],
    dkim: fixed('firebase1', 'firebase2'),
    returnPath: from,
    apexSpf: true,
  },
  { id: 'supabase', name: 'Supabase', dkim: none, returnPath: atProvider },
  { id: 'auth0', name: 'Auth0', dkim: none, returnPath: atProvider },
  {
    id: 'cognito',
    name: 'Amazon Cognito',
    aliases: ['awscognito', 'amazoncognito'],
    dkim: none,
    returnPath: atProvider,
  },
  {
    id: 'stripe',
    name: 'Stripe',
    targets: ['custom-email-domain.stripe.com'],
    dkim: random('CNAME'),
    returnPath: below('bounce'),
  },
  {
    id: 'shopify',
    name: 'Shopify',
    targets: ['myshopify.com'],
    dkim: random('CNAME'),
    returnPath: below(),
    confidence: 'A',
  },
  {
    id: 'hubspot',
    name: 'HubSpot',
    targets: ['hubspotemail.net'],
    dkim: random('CNAME'),
    returnPath: atProvider,
    confidence: 'A',
  },
  { id: 'klaviyo', name: 'Klaviyo', targets: ['klaviyomail.com'], dkim: fixed('kl', 'kl2'), returnPath: below('send') },
  {
    id: 'kit',
    name: 'Kit',
    aliases: ['convertkit'],
    targets: ['convertkit.com'],
    dkim: fixed('cka', 'cka2'),
    returnPath: below('ckespa'),
  },
  {
    id: 'activecampaign',
    name: 'ActiveCampaign',
    targets: ['acdkim1.com', 'acdkim2.com', 'acdkim3.com'],
    dkim: fixed('acdkim1', 'acdkim2', 'dk'),
    returnPath: atProvider,
  },
  {
    id: 'constant-contact',
    name: 'Constant Contact',
    targets: ['ccsend.com'],
    dkim: fixed('ctct1', 'ctct2'),
    returnPath: atProvider,
    confidence: 'A',
  },
  {
    id: 'customer-io',
    name: 'Customer.io',
    aliases: ['customerio'],
    dkim: random('TXT'),
    returnPath: { kind: 'subdomain', mxSuffix: 'mailgun.org', include: 'mailgun.org' },
    confidence: 'A',
  },
  {
    id: 'intercom',
    name: 'Intercom',
    targets: ['intercom.io'],
    dkim: fixed('intercom'),
    returnPath: below('outbound.intercom'),
  },
  {
    id: 'zendesk',
    name: 'Zendesk',
    spf: ['mail.zendesk.com'],
    dkim: fixed('zendesk1', 'zendesk2'),
    returnPath: atProvider,
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'freshworks',
    name: 'Freshworks',
    aliases: ['freshdesk'],
    spf: ['email.freshdesk.com', '*.freshemail.io'],
    targets: ['freshemail.io'],
    dkim: random('CNAME'),
    returnPath: atProvider,
    apexSpf: true,
  },
  {
    id: 'mailtrap',
    name: 'Mailtrap',
    targets: ['mailtrap.live'],
    dkim: fixed('rwmt1', 'rwmt2'),
    returnPath: below(),
    confidence: 'A',
  },
  {
    id: 'smtp2go',
    name: 'SMTP2GO',
    spf: ['smtp2go.net', 'spf.smtp2go.com'],
    targets: ['smtp2go.net'],
    dkim: random('CNAME'),
    returnPath: below(),
  },
  {
    id: 'elastic-email',
    name: 'Elastic Email',
    spf: ['_spf.elasticemail.com'],
    targets: ['elasticemail.com'],
    dkim: chosen('api'),
    returnPath: atProvider,
    apexSpf: true,
  },
  {
    id: 'godaddy',
    name: 'GoDaddy',
    aliases: ['secureserver'],
    mx: ['secureserver.net'],
    spf: ['secureserver.net'],
    targets: ['onsecureserver.net'],
    dkim: fixed('secureserver1', 'secureserver2'),
    returnPath: from,
    apexSpf: true,
    confidence: 'A',
  },
  {
    id: 'titan',
    name: 'Titan',
    mx: ['titan.email'],
    spf: ['spf.titan.email'],
    dkim: chosen('titan1'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'privateemail',
    name: 'Namecheap Private Email',
    aliases: ['namecheap'],
    mx: ['privateemail.com'],
    spf: ['spf.privateemail.com'],
    dkim: chosen('default'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'ionos',
    name: 'IONOS',
    mx: ['ionos.com', 'ionos.de', 'kundenserver.de'],
    spf: ['_spf-eu.ionos.com', '_spf-us.ionos.com'],
    dkim: fixed('s1-ionos', 's2-ionos'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'gandi',
    name: 'Gandi',
    mx: ['mail.gandi.net'],
    spf: ['_mailcust.gandi.net'],
    dkim: fixed('gm1', 'gm2', 'gm3'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'migadu',
    name: 'Migadu',
    mx: ['migadu.com'],
    spf: ['spf.migadu.com'],
    dkim: fixed('key1', 'key2', 'key3'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'hostinger',
    name: 'Hostinger',
    mx: ['hostinger.com'],
    spf: ['_spf.mail.hostinger.com'],
    dkim: chosen('hostingermail1', 'hostingermail2', 'hostingermail-a', 'hostingermail-b'),
    returnPath: from,
    apexSpf: true,
  },
  {
    id: 'aweber',
    name: 'AWeber',
    targets: ['send.aweber.com'],
    dkim: fixed('aweber_key_a', 'aweber_key_b', 'aweber_key_c'),
    returnPath: atProvider,
    confidence: 'A',
  },
]

export const mailProviders: readonly MailProvider[] = ROWS.map((row) => ({ apexSpf: false, confidence: 'B', ...row }))

/** Selectors in general use, tried after those of known services. */
export const COMMON_SELECTORS: readonly string[] =
  'default dkim mail email smtp mx mta s1 s2 s1024 s2048 k1 k2 k3 key1 key2 key3 selector selector1 selector2 google dkim1 dkim2 api x m1 sig1 pm mandrill zoho zmail protonmail fm1 fm2 fm3 mailjet resend brevo1 brevo2 litesrv mlsend'.split(
    ' ',
  )
