import type { UrlPurpose } from '../engine/target'
import type { DocView } from './doc'
import { mainHost } from './facts'

export type Watched = { name: string; url: string; every: string; expect: string; isCritical: boolean }

type Kind = { purpose: UrlPurpose; name: string; every: string; expect: string; isCritical?: true }

const PAGE = 'every minute'
const DEEP = 'every 5 minutes'

/** What is looked at from outside, in the order people look. */
const KINDS: readonly Kind[] = [
  { purpose: 'homepage', name: 'Homepage', every: PAGE, expect: 'answers 200 and shows your name', isCritical: true },
  { purpose: 'login', name: 'Sign-in', every: PAGE, expect: 'answers 200 and shows the form', isCritical: true },
  { purpose: 'signup', name: 'Sign-up', every: PAGE, expect: 'answers 200 and shows the form', isCritical: true },
  { purpose: 'password-reset', name: 'Password reset', every: PAGE, expect: 'answers 200 and shows the form' },
  { purpose: 'checkout', name: 'Checkout', every: PAGE, expect: 'answers 200 and shows the price', isCritical: true },
  { purpose: 'dashboard', name: 'Dashboard', every: PAGE, expect: 'sends strangers to the sign-in page' },
  { purpose: 'health', name: 'Health', every: DEEP, expect: 'answers 200 and checks the database', isCritical: true },
  { purpose: 'api', name: 'API', every: DEEP, expect: 'answers 200 with the data you know' },
  {
    purpose: 'webhook',
    name: 'Webhooks',
    every: DEEP,
    expect: 'refuses an event without a signature',
    isCritical: true,
  },
  { purpose: 'upload', name: 'Uploads', every: DEEP, expect: 'refuses strangers' },
]

/** The addresses of a project that have to be watched; the homepage always. */
export function watched(view: DocView): Watched[] {
  return KINDS.flatMap(({ purpose, isCritical = false, ...kind }) => {
    const found = view.target.urls.filter((url) => url.purpose === purpose).map(({ url }) => url)
    const urls = found.length === 0 && purpose === 'homepage' ? [`https://${mainHost(view)}/`] : found
    return urls.map((url) => ({ ...kind, url, isCritical }))
  })
}

/** Middle of what slow means: the aim of the roadmap and the limit beyond which somebody is told, in milliseconds. */
export const P95 = {
  creator: { simple: 500, heavy: 800 },
  ops: { simple: 300, heavy: 800 },
} as const
