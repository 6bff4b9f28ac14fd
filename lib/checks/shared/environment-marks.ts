import { maskValue } from './mask-web'

export type EnvironmentMarks = { innerUrls: string[]; testAccounts: { rule: string; masked: string }[] }

const MAX = 10

// A literal with a path: libraries compare with the bare word "localhost" and carry defaults without one.
const INNER =
  /["'`]((?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1|[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:ngrok\.io|ngrok-free\.app|ngrok\.app|test|local)|(?:[\w-]{1,63}\.){0,2}(?:(?:[\w-]{1,40}-)?(?:staging|dev)|staging-[\w-]{1,40})(?:\.[\w-]{1,63}){1,3})(?::\d{2,5})?\/[\w.~%-][\w./~%-]{0,200})["'`]/g

const ACCOUNTS: readonly { rule: string; pattern: RegExp; secret: boolean }[] = [
  { rule: 'stripe-or-clerk', pattern: /\bpk_test_[A-Za-z0-9]{16,200}/g, secret: true },
  { rule: 'clerk', pattern: /\b[a-z0-9-]{3,60}\.clerk\.accounts\.dev\b/g, secret: false },
  { rule: 'paddle', pattern: /["'`]test_[a-f0-9]{27}["'`]/g, secret: true },
  {
    rule: 'firebase',
    pattern:
      /\bconnect(?:Auth|Firestore|Functions|Storage|Database)Emulator\(\s{0,5}[\w$.]{1,40}\s{0,5},\s{0,5}["'`](?:https?:\/\/)?(?:localhost|127\.0\.0\.1)/g,
    secret: false,
  },
]

// Keys that documentation prints, which libraries repeat in their comments and examples.
const SAMPLE = /^pk_test_(?:TYooMQauvdEDq54NiTphI7jx|6pRNASCoBOKtIshFeQd4XMUh|(?:x|X|0|\*)+$)|(.)\1{7}/

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, MAX)
}

/** What the text of a script says about the environment it was built for: inner addresses and accounts in test mode. */
export function environmentMarks(text: string): EnvironmentMarks {
  const inner = Array.from(text.matchAll(INNER), (match) => (match[1] ?? '').slice(0, 300))
  const accounts = ACCOUNTS.flatMap(({ rule, pattern, secret }) =>
    unique(Array.from(text.matchAll(pattern), ([found]) => found.replace(/["'`]/g, '')))
      .filter((found) => !SAMPLE.test(found))
      .map((found) => ({
        rule,
        masked: (secret ? maskValue(found) : found).slice(0, 40),
      })),
  )
  return { innerUrls: unique(inner), testAccounts: accounts.slice(0, MAX) }
}

const SCRIPT = /<script\b[^>]{0,500}>([\s\S]{0,200000}?)<\/script/gi
const MAX_PAGE = 512 * 1024

/** The same for the scripts inside a page; its prose may well talk about test keys. */
export function environmentMarksOfPage(html: string): EnvironmentMarks {
  const scripts = Array.from(html.slice(0, MAX_PAGE).matchAll(SCRIPT), (match) => match[1] ?? '')
  return environmentMarks(scripts.join('\n'))
}
