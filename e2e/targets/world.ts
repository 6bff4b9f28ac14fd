import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCertificateAuthority } from './ca'
import { dnsLabEnvironment } from './dns/environment'
import { type DnsLab, startDnsLab } from './dns/lab'
import { providerHosts, tlsaDigests } from './smtp/hosts'
import { type SmtpHost, type SmtpLab, startSmtpLab } from './smtp/server'
import { PUBLIC_CIDRS } from './web/addresses'
import { issuerSite } from './web/hosts/certificates'
import { registryBootstrap, registrySite } from './web/hosts/registry'
import { statusSite } from './web/hosts/tls-status'
import { startWebLab, type WebLab } from './web/server'
import type { LabSite } from './web/types'

export type WorldOptions = {
  /** Web sites with their domains. */
  sites: readonly LabSite[]
  /** Further zone text beside that of the sites, or `all` for every zone of the DNS laboratory. */
  zones?: readonly string[] | 'all'
  /** Further zone text beside all zones of the DNS laboratory. */
  extraZones?: readonly string[] | ((smtp: SmtpLab) => readonly string[])
  /** Mail servers beside those of the large providers. */
  mailServers?: readonly SmtpHost[]
}

export type World = {
  /** What the product needs to meet these servers instead of the internet: `LR_*` names and values. */
  env: Record<string, string>
  web: WebLab
  dns: DnsLab
  smtp: SmtpLab
  stop(): Promise<void>
}

/** Starts name, web and mail servers on loopback, in this process. Nothing outside the machine is ever reached. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const { sites, zones = [], mailServers = [] } = options
  const ca = await createCertificateAuthority()
  const smtp = await startSmtpLab({ hosts: [...providerHosts, ...mailServers], ca, digests: tlsaDigests })
  const extraZones = typeof options.extraZones === 'function' ? options.extraZones(smtp) : (options.extraZones ?? [])
  const web = await startWebLab({ sites: [...sites, registrySite, issuerSite(ca.intermediateDer), statusSite(ca)], ca })
  const dns = await startDnsLab(
    zones === 'all' ? { extraZones: [web.zones, ...extraZones] } : { zones: [web.zones, ...zones], extraZones },
  )
  const folder = await mkdtemp(join(tmpdir(), 'launch-ready-lab-'))
  const rootFile = join(folder, 'root.pem')
  await writeFile(rootFile, ca.rootPem)
  const bootstrapFile = join(folder, 'registries.json')
  await writeFile(bootstrapFile, registryBootstrap)
  const env = dnsLabEnvironment(dns, { dialMap: { ...web.dialMap, ...smtp.dialMap }, publicCidrs: PUBLIC_CIDRS })
  return {
    env: { ...env, LR_EXTRA_CA: rootFile, LR_RDAP_BOOTSTRAP: bootstrapFile },
    web,
    dns,
    smtp,
    async stop() {
      await Promise.all([web.stop(), dns.stop(), smtp.stop()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
