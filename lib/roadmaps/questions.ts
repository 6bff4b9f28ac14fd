import type { Question } from '../engine/check'
import type { Profile, Target, UrlPurpose } from '../engine/target'

type YesNoKey = {
  [Key in keyof Profile]-?: NonNullable<Profile[Key]> extends boolean ? Key : never
}[keyof Profile]

/** What an answer is made of and which part of the target it becomes; `input` is kept beside the target only. */
export type Writes =
  | { kind: 'url'; purpose: UrlPurpose }
  | { kind: 'choice'; key: YesNoKey }
  | { kind: 'text'; key: 'hostingProvider' }
  | { kind: 'date'; key: 'registrationExpires' }
  | { kind: 'number'; key: 'mailPerDay' }
  | { kind: 'authority' | 'staging' | 'origins' | 'senders' | 'map' }
  | { kind: 'input'; form: 'message' | 'records' | 'origin' | 'rates' }

export type ProveQuestion = {
  /** The id a check names in `ask`, where one does. */
  id: string
  text: string
  help: string
  who: Question['who']
  minutes: number
  writes: Writes
  /** Checks an answer can change beside those that ask or read it. */
  touches: readonly string[]
  /** Only worth a minute while a check asks for it. */
  onlyWhenAsked?: true
  applies?: (target: Target) => boolean
}

const PAGES = ['critical-urls-up', 'page-not-blank', 'mixed-content', 'response-time-sample'] as const
const SIGNED_IN = ['shared-cache-safety', 'html-not-stale', 'cookie-flags'] as const
const RECEIVING = ['mx', 'mx-null', 'mx-starttls', 'mta-sts', 'tls-rpt', 'dane-smtp', 'email-parked'] as const
const SENDING = [
  'spf-record',
  'spf-evaluates',
  'spf-lookup-limit',
  'spf-policy',
  'spf-hygiene',
  'dkim-present',
  'dkim-key',
  'dmarc-record',
  'dmarc-policy',
  'dmarc-reporting',
  'sender-alignment',
  'sender-reverse-dns',
  'bulk-sender-readiness',
  'email-parked',
  'email-live-proof',
] as const

const isSite = ({ profile }: Target): boolean => profile.publicSite !== false
const sends = ({ profile }: Target): boolean => profile.sendsMail !== false
const RATED: readonly UrlPurpose[] = ['login', 'signup', 'password-reset', 'api', 'webhook']
const isRated = ({ urls, profile }: Target): boolean =>
  profile.publicSite !== false && urls.some(({ purpose }) => RATED.includes(purpose))
const hasApi = ({ hosts, urls }: Target): boolean =>
  hosts.some(({ role }) => role === 'api') || urls.some(({ purpose }) => purpose === 'api')

function urlQuestion(
  purpose: UrlPurpose,
  { text, help, who = 'anyone', touches }: Pick<ProveQuestion, 'text' | 'help' | 'touches'> & Partial<ProveQuestion>,
): ProveQuestion {
  return {
    id: `${purpose}-url`,
    text,
    help,
    who,
    minutes: 0.5,
    writes: { kind: 'url', purpose },
    touches,
    applies: isSite,
  }
}

/** Everything people are asked about a project, beside the statements they confirm, in the order it is asked. */
export const questions: readonly ProveQuestion[] = [
  urlQuestion('login', {
    text: 'Where do people sign in?',
    help: 'The full address of the sign-in page.',
    touches: [...PAGES, ...SIGNED_IN, 'login-page'],
  }),
  urlQuestion('signup', {
    text: 'Where do new people sign up?',
    help: 'The full address of the sign-up page.',
    touches: [...PAGES, ...SIGNED_IN],
  }),
  urlQuestion('password-reset', {
    text: 'Where do people ask for a new password?',
    help: 'The full address of the "forgot password" page.',
    touches: [...PAGES, ...SIGNED_IN],
  }),
  urlQuestion('health', {
    text: 'Which address tells whether your product is healthy?',
    help: 'It should notice a broken database, not only that the server runs.',
    who: 'developer',
    touches: ['health-endpoint', 'critical-urls-up'],
  }),
  urlQuestion('api', {
    text: 'Which address of your API may anybody read?',
    help: 'One address that answers a plain GET, such as a list of products.',
    who: 'developer',
    touches: ['critical-urls-up', 'cors-unsafe', 'cors-own-frontend', 'shared-cache-safety'],
  }),
  urlQuestion('webhook', {
    text: 'Where do payment and other webhooks arrive?',
    help: 'The address you entered at your payment provider.',
    who: 'developer',
    touches: ['critical-urls-up'],
  }),
  {
    id: 'browser-origins',
    text: 'From which hosts do pages call your API?',
    help: 'The main host counts already. Name the others, such as app.acme.io, one per line.',
    who: 'developer',
    minutes: 1,
    writes: { kind: 'origins' },
    touches: ['cors-own-frontend', 'cors-unsafe', 'host-roles'],
    applies: hasApi,
  },
  {
    id: 'staging-host',
    text: 'Under which name does your copy for tests (staging) run?',
    help: 'We look whether it is kept apart from production and out of search engines.',
    who: 'developer',
    minutes: 1,
    writes: { kind: 'staging' },
    touches: ['dns-environment-separation', 'staging-exposure', 'environment-leaks'],
  },
  {
    id: 'sends-mail',
    text: 'Does this domain send e-mail?',
    help: 'Sign-in links, password resets, receipts and newsletters all count.',
    who: 'founder',
    minutes: 0.5,
    writes: { kind: 'choice', key: 'sendsMail' },
    touches: SENDING,
  },
  {
    id: 'mail-sender',
    text: 'Which services send your e-mail, and from which address?',
    help: 'Above all the one that sends sign-in and password-reset messages. The selector stands in the DNS record your provider asked for, before ._domainkey.',
    who: 'developer',
    minutes: 2,
    writes: { kind: 'senders' },
    touches: SENDING,
    applies: sends,
  },
  {
    id: 'email-message',
    text: 'Paste the source of a password reset or sign-in mail your product sent you',
    help: 'In Gmail: open the message, the three dots, "Show original". In Outlook: View message source.',
    who: 'anyone',
    minutes: 3,
    writes: { kind: 'input', form: 'message' },
    touches: [],
    applies: sends,
  },
  {
    id: 'mail-volume',
    text: 'How many e-mails do you send on an ordinary day?',
    help: 'Above 5,000 the large mailbox providers have further rules.',
    who: 'founder',
    minutes: 0.5,
    writes: { kind: 'number', key: 'mailPerDay' },
    touches: ['bulk-sender-readiness'],
    applies: sends,
  },
  {
    id: 'receives-mail',
    text: 'Does this domain receive e-mail?',
    help: 'Replies from customers and messages such as support@ count.',
    who: 'founder',
    minutes: 0.5,
    writes: { kind: 'choice', key: 'receivesMail' },
    touches: RECEIVING,
  },
  {
    id: 'hosting-provider',
    text: 'Which company runs your servers?',
    help: 'We compare your DNS records with what that company expects today.',
    who: 'developer',
    minutes: 0.5,
    writes: { kind: 'text', key: 'hostingProvider' },
    touches: ['dns-hosting-target', 'origin-bypass'],
  },
  {
    id: 'cloudflare-proxy',
    text: 'Should visitors reach your site through Cloudflare?',
    help: 'We then tell you where a host stands outside of it.',
    who: 'developer',
    minutes: 0.5,
    writes: { kind: 'choice', key: 'behindCloudflare' },
    touches: ['dns-hosting-target', 'edge-proxy-coverage', 'origin-bypass', 'ddos-protection'],
  },
  {
    id: 'origin-address',
    text: 'Which address does your own server have behind the network in front?',
    help: 'With active checks we ask it directly: a server that answers everybody can be attacked past its shield.',
    who: 'developer',
    minutes: 1,
    writes: { kind: 'input', form: 'origin' },
    touches: ['origin-bypass', 'ddos-protection'],
    onlyWhenAsked: true,
    applies: isSite,
  },
  {
    id: 'rate-requests',
    text: 'What should we send to see whether bots are slowed down?',
    help: 'Only with active checks, and only what you tick then. Name nobody: a made-up account takes the places you mark.',
    who: 'developer',
    minutes: 2,
    writes: { kind: 'input', form: 'rates' },
    touches: [],
    applies: isRated,
  },
  {
    id: 'certificate-authority',
    text: 'Who issues your certificates?',
    help: 'We look whether your domain lets that authority issue the next one.',
    who: 'developer',
    minutes: 1,
    writes: { kind: 'authority' },
    touches: ['caa', 'tls-auto-renewal'],
  },
  {
    id: 'registration-date',
    text: 'Until when is your domain registered, as your registrar shows it?',
    help: 'The registry of this ending does not tell us.',
    who: 'founder',
    minutes: 2,
    writes: { kind: 'date', key: 'registrationExpires' },
    touches: ['domain-registration'],
    onlyWhenAsked: true,
  },
  {
    id: 'domain-map',
    text: 'Who answers for each host, and who approves changes of DNS?',
    help: 'A name per host is enough. It goes into the list you hand over.',
    who: 'founder',
    minutes: 2,
    writes: { kind: 'map' },
    touches: ['domain-map'],
  },
  {
    id: 'dns-confirmed',
    text: 'Are your DNS records right as they are now?',
    help: 'Look at them once, then confirm. From then on we tell you when one changes.',
    who: 'developer',
    minutes: 3,
    writes: { kind: 'input', form: 'records' },
    touches: [],
  },
]

/** The question of an id, or `undefined`. */
export function questionOf(id: string): ProveQuestion | undefined {
  return questions.find((question) => question.id === id)
}
