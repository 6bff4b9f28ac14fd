import { type ExposedBody, isHtml, readableText } from './body'
import { readEnvFile, readEnvScript } from './env-file'
import { readListing } from './listing'
import type { ExposureLevel, Recognised } from './recognised'
import { debugSignatures } from './signatures-debug'

type Read = (body: ExposedBody) => Recognised | undefined

function found(level: ExposureLevel, note = '', names: string[] = []): Recognised {
  return { level, note, names }
}

const magic =
  (...heads: string[]): Read =>
  ({ head }) =>
    heads.some((start) => head.startsWith(start)) ? found('blocker') : undefined

const pattern =
  (level: ExposureLevel, ...patterns: RegExp[]): Read =>
  (body) => {
    if (isHtml(body)) return undefined
    const text = readableText(body)
    return patterns.every((one) => one.test(text)) ? found(level) : undefined
  }

const PASSWORD_KEY =
  /(?:password|passwd|secret|token|api_?key|private_?key)["']?\s*[:=]\s*["']?(?!\$\{?)[^\s"'$<{][^\s"']{3,}/i

function gzip({ head, contentType, contentEncoding }: ExposedBody): Recognised | undefined {
  return head.startsWith('1f8b') && !/html/i.test(contentType) && contentEncoding === '' ? found('blocker') : undefined
}

function env(body: ExposedBody): Recognised | undefined {
  const names = readEnvFile(body)
  if (!names) return undefined
  const secrets = names.filter((entry) => entry.secret).map((entry) => entry.name)
  return secrets.length > 0
    ? found('blocker', '', secrets)
    : found(
        'medium',
        '',
        names.map((entry) => entry.name),
      )
}

function envScript(body: ExposedBody): Recognised | undefined {
  const secrets = readEnvScript(body)?.filter((entry) => entry.secret)
  return secrets?.length
    ? found(
        'blocker',
        '',
        secrets.map((entry) => entry.name),
      )
    : undefined
}

const GIT_HEAD = /^(?:ref: refs\/heads\/[\w./-]{1,200}|[0-9a-f]{40}|[0-9a-f]{64})$/

function gitHead(body: ExposedBody): Recognised | undefined {
  return GIT_HEAD.test(readableText(body).trim()) ? found('blocker') : undefined
}

function gitConfig(body: ExposedBody): Recognised | undefined {
  const text = readableText(body)
  if (isHtml(body) || !/^\s*\[core\]/m.test(text) || !text.includes('repositoryformatversion')) return undefined
  return found('blocker', /url\s*=\s*https?:\/\/[^\s/@]+@/.test(text) ? 'credentials-in-remote' : '')
}

function jsonObject(body: ExposedBody): string | undefined {
  const text = readableText(body).trim()
  return text.startsWith('{') && !isHtml(body) ? text : undefined
}

const json =
  (level: ExposureLevel, ...words: RegExp[]): Read =>
  (body) => {
    const text = jsonObject(body)
    return text !== undefined && words.every((word) => word.test(text)) ? found(level) : undefined
  }

const withPasswords =
  (read: Read, level: ExposureLevel): Read =>
  (body) => {
    const base = read(body)
    return base && PASSWORD_KEY.test(readableText(body)) ? found(level, 'password-like') : base
  }

function ignoreFile(body: ExposedBody): Recognised | undefined {
  const text = readableText(body)
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  const paths = lines.filter((line) => /^!?[\w./*?@[\]~-]+$/.test(line))
  const pathLike = paths.some((line) => /[/*.]/.test(line))
  return !text.includes('<') && pathLike && paths.length >= 3 && paths.length === lines.length
    ? found('low')
    : undefined
}

function settings(body: ExposedBody): Recognised | undefined {
  const text = jsonObject(body)
  return text !== undefined && /"[a-z]+\.[\w.]+"\s*:/i.test(text) ? found('medium') : undefined
}

/** Content signatures by name. A status alone is never evidence; each needs the right bytes. */
export const signatures = {
  env,
  'env-script': envScript,
  'git-head': gitHead,
  'git-config': gitConfig,
  hg: pattern('blocker', /^(?:revlogv1|store)$/m),
  sqlite: magic('53514c69746520666f726d6174203300'),
  zip: magic('504b0304'),
  gzip,
  sql: pattern('blocker', /^-- (?:MySQL|MariaDB|PostgreSQL)|^PGDMP|^\/\*!40|^(?:CREATE TABLE|INSERT INTO)\b/m),
  'private-key': pattern('blocker', /-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----/),
  npmrc: pattern('blocker', /_authToken\s*=/),
  'aws-credentials': pattern('blocker', /^\[[\w -]+\]/m, /aws_secret_access_key/),
  htpasswd: pattern('high', /^\S+:(?:\$apr1\$|\$2[aby]\$|\{SHA\})/m),
  'wp-config': pattern('blocker', /DB_PASSWORD/, /<\?php/),
  swap: magic('62305649'),
  'service-account': json('blocker', /"type"\s*:\s*"service_account"/, /"private_key"/),
  compose: withPasswords(pattern('medium', /^services:/m, /^\s+(?:image|build):/m), 'high'),
  dockerfile: pattern('low', /^FROM \S+/m),
  'ignore-file': ignoreFile,
  'package-json': json('low', /"(?:dependencies|devDependencies|require|require-dev)"\s*:/),
  'yarn-lock': pattern('low', /^# yarn lockfile|^__metadata:/m),
  'ds-store': ({ head }) => (head.startsWith('0000000142756431') ? found('low') : undefined),
  sftp: json('blocker', /"host"\s*:/, /"(?:password|privateKeyPath|pass)"\s*:/),
  'next-server-files': json('medium', /"config"\s*:/, /"appDir"\s*:/),
  'vercel-project': json('medium', /"projectId"\s*:/, /"orgId"\s*:/),
  'netlify-state': json('medium', /"siteId"\s*:/),
  'editor-settings': withPasswords(settings, 'high'),
  'idea-sources': withPasswords(
    (body) => (/^\s*(?:<\?xml[^>]*>\s*)?<project\b/.test(readableText(body)) ? found('medium') : undefined),
    'high',
  ),
  mcp: withPasswords((body) => {
    const text = jsonObject(body)
    if (text === undefined || !/"mcpServers"\s*:/.test(text)) return undefined
    return found(/"env"\s*:\s*\{\s*"/.test(text) ? 'high' : 'medium')
  }, 'high'),
  listing: readListing,
  ...debugSignatures,
} satisfies Record<string, Read>

export type SignatureId = keyof typeof signatures

/** What a body is by this signature; undefined when it is not. */
export function recognise(id: SignatureId, body: ExposedBody): Recognised | undefined {
  return signatures[id](body)
}

/** Every signature a body matches; used on answers for paths that cannot exist. */
export function allSignatures(body: ExposedBody): SignatureId[] {
  return signatureIds.filter((id) => recognise(id, body) !== undefined)
}

// Object.keys loses the key type; the record above is closed, so every key is one of its names.
const signatureIds = Object.keys(signatures) as SignatureId[]
