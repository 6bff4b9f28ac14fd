import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'

vi.mock('../../registry/registry', () => import('../test-kit/fake-registry'))

import type { BrandChoices } from '../../contracts/branding'
import { putBranding as putContract } from '../../contracts/branding'
import { disconnect } from '../../db/client'
import { inWorkspace } from '../../db/workspace'
import { createClient, deleteClient } from '../client/change-client'
import { callApi } from '../test-kit/api'
import { makePerson, type TestPerson } from '../test-kit/people'
import { getBranding, getBrandingSettings } from './get-branding'
import { deleteLogo, putBranding, putLogo } from './put-branding'

const NOTHING: BrandChoices = { name: null, accent: null, contact: null, poweredBy: null }
const CONTACT = { text: 'Questions about this page', label: 'Write to Studio', href: 'mailto:hello@studio.example' }
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><script>1</script><path d="M0 0h4v4z"/></svg>'
const base64 = (text: string) => Buffer.from(text).toString('base64')

let owner: TestPerson
let member: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await makePerson('owner')
  member = await makePerson('member', owner)
  stranger = await makePerson('owner')
})

afterAll(disconnect)

describe('a brand', () => {
  test('is the name of the workspace and our own colour until somebody chooses', async () => {
    const own = await makePerson()
    expect(await getBranding(own.context)).toEqual({
      name: 'Workspace',
      accent: { light: expect.stringMatching(/^#[0-9a-f]{6}$/), dark: expect.stringMatching(/^#[0-9a-f]{6}$/) },
      poweredBy: true,
    })
  })

  test('of a client falls back to the workspace, field by field', async () => {
    const { id: clientId } = await createClient(owner.context, 'Northwind')
    await putBranding(owner.context, {
      choices: { name: 'Studio', accent: '#ffff00', contact: CONTACT, poweredBy: false },
    })
    await putLogo(owner.context, { content: base64(SVG) })
    await putBranding(owner.context, { clientId, choices: { ...NOTHING, name: 'Northwind by Studio' } })
    const brand = await getBranding(owner.context, { clientId })
    expect(brand).toMatchObject({ name: 'Northwind by Studio', contact: CONTACT, poweredBy: false })
    expect(brand.accent.dark).toBe('#ffff00')
    expect(brand.accent.light).not.toBe('#ffff00')
    expect(brand.logo?.dataUri).toMatch(/^data:image\/svg\+xml;base64,/)
    const settings = await getBrandingSettings(owner.context, clientId)
    expect(settings).toMatchObject({
      own: { ...NOTHING, name: 'Northwind by Studio', hasLogo: false },
      above: { name: 'Studio' },
      shown: { name: 'Northwind by Studio', poweredBy: false },
    })
  })

  test('keeps a cleaned logo, and goes without it again', async () => {
    const own = await makePerson()
    const { branding, removed } = await putLogo(own.context, { content: base64(SVG) })
    expect(removed).toEqual(['script'])
    const [, kept = ''] = branding.shown.logo?.dataUri.split(',') ?? []
    expect(Buffer.from(kept, 'base64').toString()).not.toContain('script')
    await expect(putLogo(own.context, { content: base64('<html/>') })).rejects.toMatchObject({
      code: 'invalid',
      fields: [{ name: 'content' }],
    })
    expect((await deleteLogo(own.context, undefined)).shown.logo).toBeUndefined()
    expect((await deleteLogo(own.context, undefined)).own.hasLogo).toBe(false)
  })

  test('is chosen by owners and admins, read by everybody inside and nobody outside', async () => {
    const { id: clientId } = await createClient(owner.context, 'Contoso')
    const put = (person: TestPerson, at?: string) =>
      putBranding(person.context, { clientId: at, choices: { ...NOTHING, name: 'Theirs' } })
    await expect(put(member)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(putLogo(member.context, { content: base64(SVG) })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(deleteLogo(member.context, undefined)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await getBranding(member.context)).name).toBe('Studio')
    await expect(put(stranger, clientId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(getBranding(stranger.context, { clientId })).rejects.toMatchObject({ code: 'not-found' })
    await expect(putLogo(stranger.context, { clientId, content: base64(SVG) })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await getBranding(stranger.context)).name).toBe('Workspace')
  })

  test('goes with its client', async () => {
    const { id: clientId } = await createClient(owner.context, 'Tailspin')
    await putBranding(owner.context, { clientId, choices: { ...NOTHING, name: 'Tailspin' } })
    await deleteClient(owner.context, clientId)
    await expect(getBranding(owner.context, { clientId })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is one row however many people choose at once', async () => {
    const own = await makePerson()
    const names = ['One', 'Two', 'Three', 'Four']
    await Promise.all(names.map((name) => putBranding(own.context, { choices: { ...NOTHING, name } })))
    const rows = await inWorkspace({ workspaceId: own.workspaceId, role: 'app' }, (tx) => tx.branding.findMany())
    expect(rows).toHaveLength(1)
    expect(names).toContain(rows[0]?.name)
  })

  test('leaves what was chosen in the activity', async () => {
    const own = await makePerson()
    await putBranding(own.context, { choices: { ...NOTHING, name: 'Studio' } })
    await putLogo(own.context, { content: base64(SVG) })
    await deleteLogo(own.context, undefined)
    const rows = await inWorkspace({ workspaceId: own.workspaceId, role: 'app' }, (tx) =>
      tx.auditEvent.findMany({ orderBy: { at: 'asc' }, select: { action: true, change: true } }),
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'branding.changed',
      'branding.logo-chosen',
      'branding.logo-removed',
    ])
    expect(rows[0]?.change).toMatchObject({ before: { name: null }, after: { name: 'Studio' } })
  })
})

test.each([
  ['a contact that runs a script', { contact: { ...CONTACT, href: 'javascript:alert(1)' } }, 'contact.href'],
  ['a contact without encryption', { contact: { ...CONTACT, href: 'http://studio.example' } }, 'contact.href'],
  ['a contact with a password', { contact: { ...CONTACT, href: 'https://a:b@studio.example' } }, 'contact.href'],
  ['a contact in a data address', { contact: { ...CONTACT, href: 'data:text/html,x' } }, 'contact.href'],
  ['a mail to nobody', { contact: { ...CONTACT, href: 'mailto:' } }, 'contact.href'],
  ['a mail with a second line', { contact: { ...CONTACT, href: 'mailto:a@b.io\nBcc: c@d.io' } }, 'contact.href'],
  ['a colour by name', { accent: 'red' }, 'accent'],
  ['a colour that is a rule', { accent: 'url(https://evil.example)' }, 'accent'],
  ['a name with a line break', { name: 'a\nb' }, 'name'],
])('%s is refused beside its field', async (_, change, field) => {
  const response = await callApi(putContract, {
    as: owner,
    params: { workspaceId: owner.workspaceId },
    body: { ...NOTHING, ...change },
  })
  expect(response.status).toBe(400)
  expect((await response.json()).invalidParams[0].name).toBe(field)
})
