import type { LabSite } from '../types'

const DOMAIN = 'registry.test'
const SERVICE = `rdap.${DOMAIN}`
const UNREGISTERED = new Set(['never-registered-xyz.test'])

/** A registry with an RDAP service (RFC 9082): it knows every domain but those nobody registered. */
export const registrySite: LabSite = {
  id: 'registry',
  about: 'a registry that says which domains are registered',
  domain: DOMAIN,
  hosts: [
    {
      name: SERVICE,
      http: 'closed',
      https: ({ path }) =>
        UNREGISTERED.has(path.replace(/^\/domain\//, ''))
          ? { status: 404, headers: [['content-type', 'application/rdap+json']], body: '{"errorCode":404}' }
          : { headers: [['content-type', 'application/rdap+json']], body: '{"objectClassName":"domain"}' },
    },
  ],
  target: { domain: DOMAIN, hosts: [], urls: [], sending: [], profile: {} },
  expect: {},
}

/** The bootstrap registry (RFC 9224) that names the service above for every name under .test. */
export const registryBootstrap = JSON.stringify({ version: '1.0', services: [[['test'], [`https://${SERVICE}/`]]] })
