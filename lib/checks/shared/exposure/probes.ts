import type { SignatureId } from './signatures'

export type ExposureGroup = 'env' | 'vcs' | 'files'

/** Which impossible path behaves like this one: a hidden name or an ordinary file. */
export type CanaryShape = 'dot' | 'file'

export type ExposureProbe = {
  path: string
  group: ExposureGroup
  signature: SignatureId
  shape: CanaryShape
  what: string
}

function probe(group: ExposureGroup, path: string, signature: SignatureId, what: string): ExposureProbe {
  const shape = path.split('/').some((part) => part.startsWith('.')) ? 'dot' : 'file'
  return { path, group, signature, shape, what }
}

const env = (path: string, signature: SignatureId = 'env'): ExposureProbe =>
  probe('env', path, signature, 'environment file')
const vcs = (path: string, signature: SignatureId): ExposureProbe => probe('vcs', path, signature, 'source repository')
const file = (path: string, signature: SignatureId, what: string): ExposureProbe =>
  probe('files', path, signature, what)

/**
 * The paths one host is asked for, most telling first, so that a short budget still proves the usual
 * leaks. `label` is the first label of the registrable domain; nothing else is guessed.
 */
export function exposureProbes(label: string): ExposureProbe[] {
  return [
    env('/.env'),
    vcs('/.git/HEAD', 'git-head'),
    vcs('/.git/config', 'git-config'),
    env('/.env.local'),
    env('/.env.production'),
    file('/backup.zip', 'zip', 'backup archive'),
    file('/dump.sql', 'sql', 'database dump'),
    file('/backup.sql', 'sql', 'database dump'),
    file('/id_rsa', 'private-key', 'private key'),
    env('/.env.backup'),
    file(`/${label}.zip`, 'zip', 'backup archive'),
    file('/database.sqlite', 'sqlite', 'database file'),
    file('/server.key', 'private-key', 'private key'),
    file('/.npmrc', 'npmrc', 'package registry token'),
    file('/.htpasswd', 'htpasswd', 'password file'),
    file('/.aws/credentials', 'aws-credentials', 'cloud credentials'),
    file('/service-account.json', 'service-account', 'Google service account key'),
    file('/wp-config.php.bak', 'wp-config', 'configuration with the database password'),
    env('/api/.env'),
    file('/docker-compose.yml', 'compose', 'container configuration'),
    env('/.env.example'),
    env('/config/.env'),
    vcs('/.svn/wc.db', 'sqlite'),
    file('/package.json', 'package-json', 'package manifest'),
    file('/backup.tar.gz', 'gzip', 'backup archive'),
    file(`/${label}.sql`, 'sql', 'database dump'),
    file('/firebase-adminsdk.json', 'service-account', 'Google service account key'),
    file('/credentials.json', 'service-account', 'Google service account key'),
    file('/.DS_Store', 'ds-store', 'folder listing of a Mac'),
    env('/env.js', 'env-script'),
    vcs('/.hg/requires', 'hg'),
    file('/db.sql', 'sql', 'database dump'),
    file('/backup.sql.gz', 'gzip', 'database dump'),
    file('/.vscode/sftp.json', 'sftp', 'upload settings with password'),
    file('/prisma/dev.db', 'sqlite', 'database file'),
    file('/db.sqlite3', 'sqlite', 'database file'),
    file('/key.pem', 'private-key', 'private key'),
    file('/www.zip', 'zip', 'backup archive'),
    file('/site.zip', 'zip', 'backup archive'),
    file(`/${label}.tar.gz`, 'gzip', 'backup archive'),
    file('/Dockerfile', 'dockerfile', 'container recipe'),
    file('/.gitignore', 'ignore-file', 'list of ignored files'),
    file('/.dockerignore', 'ignore-file', 'list of ignored files'),
    file('/composer.json', 'package-json', 'package manifest'),
    file('/yarn.lock', 'yarn-lock', 'list of package versions'),
    file('/.mcp.json', 'mcp', 'assistant settings'),
    file('/.vscode/settings.json', 'editor-settings', 'editor settings'),
    file('/.idea/dataSources.xml', 'idea-sources', 'editor settings'),
    file('/.next/required-server-files.json', 'next-server-files', 'build settings'),
    file('/.vercel/project.json', 'vercel-project', 'hosting settings'),
    file('/.netlify/state.json', 'netlify-state', 'hosting settings'),
    file('/sftp-config.json', 'sftp', 'upload settings with password'),
    file('/.ftpconfig', 'sftp', 'upload settings with password'),
    file('/wp-config.php~', 'wp-config', 'configuration with the database password'),
    file('/wp-config.php.old', 'wp-config', 'configuration with the database password'),
    file('/wp-config.php.save', 'wp-config', 'configuration with the database password'),
    file('/wp-config.php.swp', 'swap', 'unsaved editor copy of the configuration'),
  ]
}

/** How many probes of each group a host must have answered before "nothing found" is believed. */
export const ENOUGH: Readonly<Record<ExposureGroup, number>> = { env: 3, vcs: 2, files: 8 }

/** The two paths asked even where a host sends every visitor elsewhere. */
export const REDIRECT_PROBES: readonly string[] = ['/.env', '/.git/HEAD']
