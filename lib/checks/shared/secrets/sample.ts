import type { SecretRule } from './rule'
import { tokenChecksum } from './validators'

const ALPHABETS: Readonly<Record<string, string>> = {
  '\\d': '7294168350',
  'A-Z2-7': 'QKX3WN7ZBT5VMJ2HRDP4',
  'A-Z0-9': 'Q7KX3WN9ZBT5VMJ2HRDP',
  'a-f0-9': '7c2e9a4f0b8d1635',
  'a-fA-F0-9': '7c2e9a4f0b8d1635',
  'A-Za-z': 'qWeRtYuIoPaSdFgHjKlZxCvBnM',
  'a-z0-9_-': 'k4w9r2t7',
  'a-z0-9-': 'k4w9r2t7',
  'a-z0-9': 'k4w9r2t7qmzx',
}
const DEFAULT = 'q7Wm2XcV9bNk4RtY8uPz3LsA6dFgH1jE5'

function draw(alphabet: string, length: number, seed: number): string {
  return Array.from(
    { length },
    (_, index) => alphabet[(index * 7 + seed * 5 + (index % 3)) % alphabet.length] ?? 'a',
  ).join('')
}

/** Draws one text that a shape accepts. Shapes are literals, classes with counts and one level of groups. */
function drawShape(shape: string, seed: number): string {
  let out = ''
  const part =
    /\(\?:([^()]*(?:\([^()]*\))?[^()]*)\)(\?)?|\[((?:\\.|[^\]])*)\](?:\{(\d+)(?:,\d+)?\})?|(\\d)(?:\{(\d+)(?:,\d+)?\})?|\\(.)|([^\\[(]+)/gy
  for (let match = part.exec(shape); match !== null; match = part.exec(shape)) {
    const [, group, optional, set, count, digit, digits, escaped, literal] = match
    if (group !== undefined) out += optional ? '' : drawShape(group.split('|')[0] ?? '', seed)
    else if (set !== undefined) {
      const length = Number(count ?? 1)
      const literalSet = length === 1 && !set.includes('-')
      out += literalSet ? (set[0] ?? '') : draw(ALPHABETS[set] ?? DEFAULT, length, seed)
    } else if (digit !== undefined) out += draw(ALPHABETS['\\d'] ?? '', Number(digits ?? 1), seed)
    else out += escaped ?? literal ?? ''
  }
  return out
}

const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

function special(rule: SecretRule, seed: number): string | undefined {
  if (rule.validator === 'crc-base62') {
    const random = draw(DEFAULT, 30, seed)
    return `${rule.prefixes[0] ?? ''}${random}${tokenChecksum(random)}`
  }
  if (rule.validator === 'jwt')
    return `${json({ alg: 'HS256' })}.${json({ role: 'service_role' })}.${draw(DEFAULT, 43, seed)}`
  if (rule.validator === 'url-credential') return `postgres://app:${draw(DEFAULT, 12, seed)}@db.acme.io:5432/app`
  if (rule.validator === 'pem') return '-----BEGIN PRIVATE KEY-----'
  if (rule.validator === 'algolia-scope') return draw(ALPHABETS['a-f0-9'] ?? '', 32, seed)
  return undefined
}

/** A generated value for a rule, alone and in a text that gives it the context it needs. Never a real key. */
export function sampleOf(rule: SecretRule, seed: number): { value: string; text: string } {
  const value = special(rule, seed) ?? drawShape(rule.shape, seed)
  const material = rule.validator === 'pem' ? `\\n${draw(DEFAULT, 200, seed)}\\n-----END PRIVATE KEY-----` : ''
  const name = rule.validator === 'algolia-scope' ? 'algolia' : rule.named?.[0]
  if (name !== undefined) return { value, text: `const options={${name}ApiKey:"${value}"}` }
  const pair = rule.validator === 'aws-pair' ? `,secret:"${draw(DEFAULT, 40, seed)}"` : ''
  return { value, text: `const ${rule.near?.[0] ?? 'options'}={k:"${value}${material}"${pair}}` }
}
