import type { BotWall, HeaderList } from '../http-types'
import { firstHeader } from './headers'

type Answer = { status: number; headers: HeaderList; text: string; firstOfHost: boolean }
type Sign = { by: BotWall['by']; find: (answer: Answer) => string }

const REFUSALS = new Set([401, 403, 405, 406, 429, 503])

function titleOf(text: string): string {
  return /<title[^>]{0,200}>([^<]{0,200})/i.exec(text.slice(0, 65_536))?.[1]?.trim() ?? ''
}

function refusedWith(answer: Answer, pattern: RegExp): string {
  return REFUSALS.has(answer.status) ? (pattern.exec(answer.text.slice(0, 65_536))?.[0] ?? '') : ''
}

function named(answer: Answer, header: string, accept: RegExp): string {
  const value = firstHeader(answer.headers, header)
  return value !== '' && accept.test(value) ? `${header}: ${value}` : ''
}

function cloudflareTitle(answer: Answer): string {
  if (answer.status !== 403 && answer.status !== 503) return ''
  if (firstHeader(answer.headers, 'server').toLowerCase() !== 'cloudflare') return ''
  const title = titleOf(answer.text)
  return /just a moment|attention required/i.test(title) ? `title "${title}"` : ''
}

function incapsula(answer: Answer): string {
  // A challenge page is a 200 as well, but a tiny one that is nothing except the challenge.
  const tiny = answer.status === 200 && answer.text.length < 4096
  if (!tiny && !REFUSALS.has(answer.status)) return ''
  return /<(?:script|iframe)[^>]{0,200}_Incapsula_Resource/i.test(answer.text.slice(0, 8192))
    ? '_Incapsula_Resource'
    : ''
}

function akamai(answer: Answer): string {
  if (answer.status !== 403 || !/access denied/i.test(titleOf(answer.text))) return ''
  return /Reference (?:#|&#35;)\s?[\w.&#;]{5,60}/.exec(answer.text.slice(0, 8192))?.[0] ?? ''
}

const SIGNS: readonly Sign[] = [
  { by: 'cloudflare', find: (answer) => named(answer, 'cf-mitigated', /challenge/i) },
  { by: 'cloudflare', find: cloudflareTitle },
  { by: 'vercel', find: (answer) => named(answer, 'x-vercel-mitigated', /./) },
  { by: 'aws-waf', find: (answer) => named(answer, 'x-amzn-waf-action', /./) },
  { by: 'akamai', find: akamai },
  { by: 'imperva', find: incapsula },
  {
    by: 'datadome',
    find: (answer) => (REFUSALS.has(answer.status) ? named(answer, 'x-datadome', /./) : ''),
  },
  { by: 'sucuri', find: (answer) => refusedWith(answer, /Sucuri WebSite Firewall|sucuri\.net\/privacy/i) },
  {
    by: 'rate-limit',
    find: (answer) => (answer.status === 429 && answer.firstOfHost ? 'status 429 on the first request' : ''),
  },
]

/**
 * Whether a wall answered instead of the site. Words inside the links or policies of an ordinary page
 * never count: a page that merely allows a captcha script is not a challenge.
 */
export function detectBotWall(answer: Answer): BotWall | null {
  for (const { by, find } of SIGNS) {
    const sign = find(answer)
    if (sign !== '') return { by, sign: sign.slice(0, 120) }
  }
  return null
}
