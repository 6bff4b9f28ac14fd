import type { SignatureId } from './signatures'
import { canExist, type Stack } from './stack'

export const EXPOSURE_GROUPS = ['env', 'vcs', 'files', 'debug', 'listing'] as const

export type ExposureGroup = (typeof EXPOSURE_GROUPS)[number]

/** Which impossible path behaves like this one: a hidden name, an ordinary file, or a page. */
export type CanaryShape = 'dot' | 'file' | 'page'

export type ExposureProbe = {
  path: string
  group: ExposureGroup
  signature: SignatureId
  shape: CanaryShape
  what: string
  /** The only stacks on which it can exist; everywhere where left out. */
  on?: readonly Stack[]
}

type Only = { on?: readonly Stack[] }

function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'))
}

function probe(group: ExposureGroup, path: string, signature: SignatureId, what: string, only: Only): ExposureProbe {
  const shape = isHidden(path) ? 'dot' : group === 'debug' || group === 'listing' ? 'page' : 'file'
  return { path, group, signature, shape, what, ...only }
}

const env = (path: string, signature: SignatureId = 'env'): ExposureProbe =>
  probe('env', path, signature, 'environment file', {})
const vcs = (path: string, signature: SignatureId): ExposureProbe =>
  probe('vcs', path, signature, 'source repository', {})
const file = (path: string, signature: SignatureId, what: string, only: Only = {}): ExposureProbe =>
  probe('files', path, signature, what, only)
const debug = (path: string, signature: SignatureId, what: string, only: Only = {}): ExposureProbe =>
  probe('debug', path, signature, what, only)
const folder = (path: string): ExposureProbe => probe('listing', path, 'listing', 'folder', {})

const PHP: Only = { on: ['php'] }
const WORDPRESS: Only = { on: ['wordpress'] }
const JAVA: Only = { on: ['java'] }
const NODE: Only = { on: ['node'] }

const INTROSPECTION = '?query=%7B__schema%7BqueryType%7Bname%7D%7D%7D'

/** Facts of a host and its project that decide which paths are asked. */
export type PlanFacts = {
  /** First label of the registrable domain; nothing else is guessed. */
  label: string
  /** What the host runs, as far as it shows; empty where nothing is known. */
  stacks?: readonly Stack[]
  /** Folders the files of its pages lie in, as paths with slashes at both ends. */
  folders?: readonly string[]
  /** Folder the application lives in, `/` where it is at the root. */
  base?: string
}

/** First what proves the worst leaks of every stack: these sixteen are asked whatever else a host needs. */
function firstProbes(folders: readonly string[]): ExposureProbe[] {
  return [
    env('/.env'),
    vcs('/.git/HEAD', 'git-head'),
    debug('/actuator/env', 'actuator-env', 'settings of the application', JAVA),
    vcs('/.git/config', 'git-config'),
    env('/.env.local'),
    debug('/phpinfo.php', 'phpinfo', 'PHP settings', PHP),
    file('/backup.zip', 'zip', 'backup archive'),
    file('/dump.sql', 'sql', 'database dump'),
    env('/.env.production'),
    debug('/metrics', 'metrics', 'metrics of the server'),
    folder(folders[0] ?? '/uploads/'),
    file('/backup.sql', 'sql', 'database dump'),
    file('/id_rsa', 'private-key', 'private key'),
    debug(`/graphql${INTROSPECTION}`, 'introspection', 'schema of the API'),
    folder(folders[0] === undefined ? '/files/' : '/uploads/'),
    file('/.npmrc', 'npmrc', 'package registry token'),
  ]
}

function laterProbes(label: string, folders: readonly string[]): ExposureProbe[] {
  return [
    file(`/${label}.zip`, 'zip', 'backup archive'),
    file('/.aws/credentials', 'aws-credentials', 'cloud credentials'),
    file('/server.key', 'private-key', 'private key'),
    env('/.env.example'),
    file('/service-account.json', 'service-account', 'Google service account key'),
    file('/package.json', 'package-json', 'package manifest'),
    debug('/console', 'python-console', 'console that runs code', { on: ['python'] }),
    debug('/adminer.php', 'adminer', 'database tool', PHP),
    debug('/server-status', 'server-status', 'status of the server', { on: ['apache', 'php'] }),
    file('/wp-config.php.bak', 'wp-config', 'configuration with the database password', WORDPRESS),
    debug('/debug/pprof/', 'pprof', 'profiler', { on: ['go'] }),
    env('/.env.backup'),
    file('/docker-compose.yml', 'compose', 'container configuration'),
    env('/api/.env'),
    file('/.htpasswd', 'htpasswd', 'password file'),
    debug('/telescope/requests', 'telescope', 'debug view of requests', { on: ['laravel'] }),
    debug(`/api/graphql${INTROSPECTION}`, 'introspection', 'schema of the API'),
    env('/env.js', 'env-script'),
    folder(folders[1] ?? '/backup/'),
    file('/database.sqlite', 'sqlite', 'database file'),
    debug('/actuator', 'actuator', 'list of management pages', JAVA),
    debug('/_profiler/', 'symfony-profiler', 'profiler', { on: ['symfony'] }),
    debug('/_ignition/health-check', 'ignition', 'error page that runs code', { on: ['laravel'] }),
    debug('/rails/info/routes', 'rails-routes', 'list of routes', { on: ['ruby'] }),
    debug('/elmah.axd', 'elmah', 'error log', { on: ['dotnet'] }),
    debug('/trace.axd', 'aspnet-trace', 'trace of requests', { on: ['dotnet'] }),
    debug('/phpmyadmin/', 'phpmyadmin', 'database tool', PHP),
    debug('/__debug__/', 'django-toolbar', 'debug toolbar', { on: ['python'] }),
    file('/credentials.json', 'service-account', 'Google service account key'),
    file('/.DS_Store', 'ds-store', 'folder listing of a Mac'),
    debug('/openapi.json', 'openapi', 'description of the API'),
    file('/backup.tar.gz', 'gzip', 'backup archive'),
    file(`/${label}.sql`, 'sql', 'database dump'),
    file('/firebase-adminsdk.json', 'service-account', 'Google service account key'),
    env('/config/.env'),
    vcs('/.svn/wc.db', 'sqlite'),
    debug('/horizon/dashboard', 'horizon', 'view of background jobs', { on: ['laravel'] }),
    debug('/debug/vars', 'expvar', 'internal counters', { on: ['go'] }),
    debug('/info.php', 'phpinfo', 'PHP settings', PHP),
    debug('/server-info', 'server-info', 'settings of the server', { on: ['apache', 'php'] }),
    debug('/pgadmin4/', 'pgadmin', 'database tool'),
    debug('/docs', 'api-docs', 'description of the API'),
    debug('/swagger.json', 'openapi', 'description of the API'),
    debug('/api-docs', 'api-docs', 'description of the API'),
    debug('/swagger-ui/', 'api-docs', 'description of the API'),
    vcs('/.hg/requires', 'hg'),
    file('/db.sql', 'sql', 'database dump'),
    file('/backup.sql.gz', 'gzip', 'database dump'),
    file('/prisma/dev.db', 'sqlite', 'database file', NODE),
    file('/db.sqlite3', 'sqlite', 'database file', { on: ['python', 'ruby'] }),
    file('/key.pem', 'private-key', 'private key'),
    file('/.vscode/sftp.json', 'sftp', 'upload settings with password'),
    file('/www.zip', 'zip', 'backup archive'),
    file('/site.zip', 'zip', 'backup archive'),
    file(`/${label}.tar.gz`, 'gzip', 'backup archive'),
    ...[...folders.slice(2), '/static/', '/files/', '/backup/'].map(folder),
    file('/.next/required-server-files.json', 'next-server-files', 'build settings', NODE),
    file('/.vercel/project.json', 'vercel-project', 'hosting settings', NODE),
    file('/.netlify/state.json', 'netlify-state', 'hosting settings'),
    file('/.mcp.json', 'mcp', 'assistant settings'),
    file('/Dockerfile', 'dockerfile', 'container recipe'),
    file('/.gitignore', 'ignore-file', 'list of ignored files'),
    file('/.dockerignore', 'ignore-file', 'list of ignored files'),
    file('/composer.json', 'package-json', 'package manifest', PHP),
    file('/yarn.lock', 'yarn-lock', 'list of package versions', NODE),
    file('/.vscode/settings.json', 'editor-settings', 'editor settings'),
    file('/.idea/dataSources.xml', 'idea-sources', 'editor settings'),
    file('/sftp-config.json', 'sftp', 'upload settings with password'),
    file('/.ftpconfig', 'sftp', 'upload settings with password'),
    file('/wp-config.php~', 'wp-config', 'configuration with the database password', WORDPRESS),
    file('/wp-config.php.old', 'wp-config', 'configuration with the database password', WORDPRESS),
    file('/wp-config.php.save', 'wp-config', 'configuration with the database password', WORDPRESS),
    file('/wp-config.php.swp', 'swap', 'unsaved editor copy of the configuration', WORDPRESS),
  ]
}

const MAX_FOLDERS = 8

/** The paths that are also asked below the folder of an application that is not at the root. */
function baseProbes(base: string): ExposureProbe[] {
  return base === '/' ? [] : [env(`${base}.env`), vcs(`${base}.git/HEAD`, 'git-head')]
}

/**
 * The paths one host is asked for, most telling first, so that a short budget still proves the usual
 * leaks. Where the host shows what it runs, the paths made for that come earlier, and those that cannot
 * exist there are left out.
 */
export function exposureProbes({ label, stacks = [], folders = [], base = '/' }: PlanFacts): ExposureProbe[] {
  const later = laterProbes(label, folders)
  const made = later.filter(({ on }) => on !== undefined && stacks.length > 0 && canExist(on, stacks))
  const all = [...firstProbes(folders), ...baseProbes(base), ...made, ...later]
  const known = new Set<string>()
  const unique = all.filter(({ path }) => {
    const isNew = !known.has(path)
    known.add(path)
    return isNew
  })
  const listings = unique.filter(({ group }) => group === 'listing').slice(0, MAX_FOLDERS)
  return unique.filter((one) => canExist(one.on, stacks) && (one.group !== 'listing' || listings.includes(one)))
}

/** What is asked only where its index was found: looking at it costs the server a lot. */
export const HEAPDUMP: ExposureProbe = debug('/actuator/heapdump', 'heapdump', 'copy of the memory')

/** How many probes of each group a host must have answered before "nothing found" is believed. */
export const ENOUGH: Readonly<Record<ExposureGroup, number>> = { env: 3, vcs: 2, files: 4, debug: 2, listing: 1 }

/** The two paths asked even where a host sends every visitor elsewhere. */
export const REDIRECT_PROBES: readonly string[] = ['/.env', '/.git/HEAD']
