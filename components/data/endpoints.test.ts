import { describe, expect, it } from 'vitest'
import * as activity from '@/lib/contracts/activity'
import * as catalogue from '@/lib/contracts/catalogue'
import * as clients from '@/lib/contracts/client'
import * as compare from '@/lib/contracts/compare'
import { urlOf } from '@/lib/contracts/contract'
import * as exporting from '@/lib/contracts/export'
import * as installation from '@/lib/contracts/installation'
import * as member from '@/lib/contracts/member'
import * as project from '@/lib/contracts/project'
import * as run from '@/lib/contracts/run'
import * as sender from '@/lib/contracts/sender'
import * as session from '@/lib/contracts/session'
import * as sprint from '@/lib/contracts/sprint'
import * as triage from '@/lib/contracts/triage'
import { addressOf } from './endpoint'
import { endpoints } from './endpoints'

const contracts: Record<string, unknown> = {
  ...catalogue,
  ...project,
  ...clients,
  ...exporting,
  ...installation,
  ...member,
  ...triage,
  ...compare,
  ...activity,
  ...sprint,
  ...run,
  ...sender,
  ...session,
}

describe('endpoints of the pages', () => {
  it.each(Object.entries(endpoints))('%s is its contract', (name, { method, path }) => {
    expect(contracts[name]).toMatchObject({ method, path })
  })

  it('are addressed as the contract addresses them', () => {
    const params = { workspaceId: 'a b/..' }
    const query = { search: 'x&y=ü', limit: 10, cursor: undefined }
    expect(addressOf(endpoints.listProjects.path, params, query)).toBe(urlOf(project.listProjects, params, query))
    expect(addressOf('/sessions', {})).toBe('/api/v1/sessions')
  })
})
