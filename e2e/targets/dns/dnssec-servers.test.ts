import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../../../lib/config'
import { run } from '../../../lib/engine/run'
import { bareTarget } from '../../../lib/engine/target'
import { createNet } from '../../../lib/net/create'
import { checks, collectors } from '../../../lib/registry/registry'
import { QUICK_DNS } from './client-for'

const FOLDERS = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin']

function programOf(name: string): string | undefined {
  return FOLDERS.map((folder) => join(folder, name)).find((path) => existsSync(path))
}

const knotd = programOf('knotd')
const keymgr = programOf('keymgr')
const unbound = programOf('unbound')
const isInstalled = knotd !== undefined && keymgr !== undefined && unbound !== undefined
const title = isInstalled
  ? 'DNSSEC of a signing name server, seen through a validating resolver'
  : 'DNSSEC with real servers (skipped: the packages knot, knot-dnssecutils and unbound are not installed)'

const SERVER = '198.18.60.1'
const CHILDREN = ['signed-good.test', 'signed-bogus.test', 'signed-nods.test', 'ds-orphan.test', 'unsigned.test']
const SIGNED = ['test', 'signed-good.test', 'signed-bogus.test', 'signed-nods.test']

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

function zoneFile(origin: string, lines: readonly string[]): string {
  const soa = `${origin}. 300 SOA ns.test. hostmaster.test. 1 7200 3600 1209600 300`
  return `${[soa, `${origin}. 300 NS ns.test.`, `${origin}. 300 A 198.18.1.1`, ...lines].join('\n')}\n`
}

function knotConfig(folder: string, port: number): string {
  const zones = ['test', ...CHILDREN].map((domain) =>
    SIGNED.includes(domain)
      ? `  - domain: ${domain}\n    dnssec-signing: on\n    dnssec-policy: p13`
      : `  - domain: ${domain}`,
  )
  return `server:
  rundir: "${folder}/run"
  listen: [ 127.0.0.1@${port} ]
database:
  storage: "${folder}/db"
policy:
  - id: p13
    algorithm: ecdsap256sha256
    single-type-signing: on
    manual: on
template:
  - id: default
    storage: "${folder}/zones"
    file: "%s.zone"
    zonefile-sync: -1
    zonefile-load: difference-no-serial
    journal-content: all
zone:
${zones.join('\n')}
`
}

function unboundConfig(folder: string, port: number, upstream: number): string {
  const stubs = ['test', ...CHILDREN].map(
    (name) => `stub-zone:\n  name: "${name}."\n  stub-addr: 127.0.0.1@${upstream}\n`,
  )
  return `server:
  interface: 127.0.0.1
  port: ${port}
  do-daemonize: no
  username: ""
  chroot: ""
  directory: "${folder}"
  pidfile: ""
  use-syslog: no
  logfile: "${folder}/unbound.log"
  do-ip6: no
  num-threads: 1
  do-not-query-localhost: no
  ede: yes
  local-zone: "test." nodefault
  trust-anchor-file: "${folder}/anchor.key"
remote-control:
  control-enable: no
${stubs.join('')}`
}

describe.skipIf(!isInstalled)(title, () => {
  let folder: string
  let env: Record<string, string>
  const running: ChildProcess[] = []

  function start(program: string, args: readonly string[]): void {
    running.push(spawn(program, args, { stdio: 'ignore' }))
  }

  function keys(config: string, ...args: string[]): string {
    return execFileSync(keymgr ?? '', ['-c', config, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  }

  function dsLines(config: string, zone: string, owner: string): string[] {
    return keys(config, zone, 'ds')
      .split('\n')
      .filter((line) => line.includes(' DS ') && / 13 2 /.test(line))
      .map((line) => line.replace(/^\S+/, `${owner}.`))
  }

  async function untilAnswered(): Promise<void> {
    for (let tries = 0; tries < 60; tries += 1) {
      const net = createNet({
        config: parseConfig(env),
        signal: new AbortController().signal,
        runId: 'up',
        dnsTiming: QUICK_DNS,
      })
      const { status, ad } = await net.dns.resolve('signed-good.test', 'SOA', { dnssec: true })
      await net.close()
      if (status === 'answer' && ad) return
      await wait(250)
    }
    throw new Error('the name servers did not come up')
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'launch-ready-dnssec-'))
    for (const name of ['run', 'db', 'zones']) await mkdir(join(folder, name))
    const [authoritative, recursive] = [await freePort(), await freePort()]
    const config = join(folder, 'knot.conf')
    await writeFile(config, knotConfig(folder, authoritative))
    for (const zone of SIGNED) keys(config, zone, 'generate', 'algorithm=13', 'ksk=yes', 'zsk=yes')
    for (const zone of CHILDREN) await writeFile(join(folder, 'zones', `${zone}.zone`), zoneFile(zone, []))
    const delegations = [
      `ns.test. 300 A ${SERVER}`,
      ...CHILDREN.map((zone) => `${zone}. 300 NS ns.test.`),
      ...dsLines(config, 'signed-good.test', 'signed-good.test'),
      ...dsLines(config, 'signed-nods.test', 'signed-bogus.test'),
      ...dsLines(config, 'signed-nods.test', 'ds-orphan.test'),
    ]
    await writeFile(join(folder, 'zones', 'test.zone'), zoneFile('test', delegations))
    await writeFile(join(folder, 'anchor.key'), keys(config, 'test', 'dnskey'))
    await writeFile(join(folder, 'unbound.conf'), unboundConfig(folder, recursive, authoritative))
    start(knotd ?? '', ['-c', config])
    start(unbound ?? '', ['-d', '-c', join(folder, 'unbound.conf')])
    env = {
      LR_TEST_NETWORK: '1',
      LR_DNS_RESOLVERS: `127.0.0.1:${recursive}`,
      LR_DNS_AUTHORITY: 'on',
      LR_DIAL_MAP: JSON.stringify({ [`${SERVER}:53`]: `127.0.0.1:${authoritative}` }),
      LR_PUBLIC_CIDRS: '198.18.0.0/15',
    }
    await untilAnswered()
  }, 60_000)

  afterAll(async () => {
    for (const child of running) {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
    }
    await rm(folder, { recursive: true, force: true })
  })

  it.each([
    ['signed-good.test', 'pass', 'ok'],
    ['signed-bogus.test', 'fail', 'orphan'],
    ['ds-orphan.test', 'fail', 'orphan'],
    ['unsigned.test', 'warn', 'unsigned'],
    ['signed-nods.test', 'warn', 'notConnected'],
  ])(
    '%s: %s, %s',
    async (domain, verdict, code) => {
      const net = createNet({ config: parseConfig(env), signal: new AbortController().signal, runId: 'dnssec' })
      const wanted = checks.filter(({ id }) => id === 'dnssec')
      const { results } = await run({ checks: wanted, collectors, target: bareTarget(domain), net })
      await net.close()
      expect(results.map((result) => [result.verdict, ...result.findings.map((finding) => finding.code)])).toEqual([
        [verdict, code],
      ])
    },
    60_000,
  )
})
