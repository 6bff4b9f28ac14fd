import { describe, expect, test } from 'vitest'
import { targetSchema } from '../../../lib/engine/target'
import { hostileSite } from './hosts/hostile'
import { labSites } from './sites'

describe('descriptions of the laboratory', () => {
  test('every domain and every host occurs once', () => {
    const hosts = [...labSites, hostileSite].flatMap((site) => site.hosts.map(({ name }) => name))
    expect(hosts.length).toBe(new Set(hosts).size)
    const domains = labSites.map(({ domain }) => domain)
    expect(domains.length).toBe(new Set(domains).size)
  })

  test.each(labSites)('$id: the project is a target whose hosts lie in its domain', ({ target, domain, hosts }) => {
    expect(targetSchema.parse(target)).toEqual(target)
    for (const { name } of hosts) expect(name === domain || name.endsWith(`.${domain}`)).toBe(true)
  })
})
