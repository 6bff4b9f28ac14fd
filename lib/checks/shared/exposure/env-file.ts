import { isPlaceholderValue } from '../secrets/placeholder'
import { scanSecrets } from '../secrets/scan'
import { type ExposedBody, isHtml, readableText } from './body'

/** One line of an environment file without its value. */
export type EnvName = { name: string; secret: boolean }

const LINE = /^(?:export )?([A-Za-z_][A-Za-z0-9_]{2,})=(.*)$/
const LOOSE_LINE = /^(?:export )?[A-Za-z_]\w*=/
const SECRET_NAME = /SECRET|TOKEN|KEY|PASS|PWD|DATABASE_URL|DSN|PRIVATE/i
const PUBLIC_NAME =
  /^(?:NEXT_PUBLIC_|NUXT_PUBLIC_|EXPO_PUBLIC_|VITE_|REACT_APP_|GATSBY_|PUBLIC_)|PUBLISHABLE|PUBLIC_KEY|ANON_KEY|SITE_?KEY|SENTRY_DSN|KEY_?ID$/i
const MAX_NAMES = 40

function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
}

function isSecretLine(name: string, value: string): boolean {
  if (isPlaceholderValue(value)) return false
  if (scanSecrets(`${name}=${value}`).some((hit) => hit.class === 'secret' || hit.class === 'test')) return true
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name)
}

/**
 * The variables of an environment file, or undefined when the text is none: at least two assignments
 * that make up most of the lines, no markup at the start, not served as a page.
 */
export function readEnvFile(body: ExposedBody): EnvName[] | undefined {
  const text = readableText(body)
  if (/html/i.test(body.contentType) || text.slice(0, 256).includes('<')) return undefined
  const lines = linesOf(text)
  const matches = lines.flatMap((line) => {
    const match = LINE.exec(line)
    return match ? [{ name: match[1] ?? '', value: match[2] ?? '' }] : []
  })
  if (matches.length < 2 || matches.length < lines.length * 0.6) return undefined
  return matches
    .slice(0, MAX_NAMES)
    .map(({ name, value }) => ({ name: name.slice(0, 80), secret: isSecretLine(name, value) }))
}

/** Whether a text consists of assignments at all; decoys made by a firewall often do. */
export function looksLikeAssignments(body: ExposedBody): boolean {
  const lines = linesOf(readableText(body))
  return !isHtml(body) && lines.length > 0 && lines.every((line) => LOOSE_LINE.test(line))
}

const PAIR = /["']?([A-Za-z_][A-Za-z0-9_]{2,60})["']?\s*[:=]\s*(["'`])([^"'`\n]{0,400})\2/g

/** The variables of a script that sets configuration (`window.env = {...}`), or undefined. */
export function readEnvScript(body: ExposedBody): EnvName[] | undefined {
  const text = readableText(body)
  if (isHtml(body) || !/(?:window|globalThis|self|export|const|var|let|module)\b/.test(text.slice(0, 512)))
    return undefined
  const names = [...text.matchAll(PAIR)]
    .filter(([, name = '']) => name === name.toUpperCase())
    .map(([, name = '', , value = '']) => ({ name, secret: isSecretLine(name, value) }))
  return names.length === 0 ? undefined : names.slice(0, MAX_NAMES)
}
