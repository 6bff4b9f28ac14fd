import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { setTheme, sidewaysScroll } from './support/screens'
import { expect, test } from './support/test'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const DOMAIN = 'steady-shop.test'

async function expectSound(page: Page, where: string) {
  for (const theme of ['light', 'dark'] as const) {
    await setTheme(page, theme)
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
    expect(told, `${where}, ${theme}`).toEqual([])
  }
  const { width = 1280, height = 800 } = page.viewportSize() ?? {}
  for (const narrow of [320, 390, 768]) {
    await page.setViewportSize({ width: narrow, height: 844 })
    expect(await sidewaysScroll(page), `${where} at ${narrow}`).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width, height })
}

/** Follows the link to the panel of the example sites and publishes what it has filled in. */
async function publish(card: Locator, button: string) {
  const opened = card.page().context().waitForEvent('page')
  await card.getByRole('link', { name: 'Publish in the example panel' }).click()
  const panel = await opened
  await panel.getByRole('button', { name: button }).click()
  await expect(panel.getByRole('status')).toContainText('Published')
  await panel.close()
}

/** What a card says came of a look; its copy buttons have regions of their own. */
const told = (card: Locator): Locator => card.getByRole('status').last()

/** The token may be there from an earlier try: it belongs to the workspace, not to a project. */
async function takeToken(card: Locator, button: string) {
  const take = card.getByRole('button', { name: button })
  await expect(take.or(card.getByRole('button', { name: 'Check now' }))).toBeVisible()
  if (await take.isVisible()) await take.click()
}

const onPanel = (url: string): boolean => /^http:\/\/127\.0\.0\.1:\d+\/(\?|$|favicon)/.test(url)

test('a person proves a domain by clicking, allows one active run, and takes the proof back', async ({
  page,
  api,
  trouble,
}) => {
  test.setTimeout(300_000)
  const project = await api.createProject('steady', 'Ownership of a shop')
  const place = `/w/${project.workspaceSlug}/p/${project.id}`

  await api.revokeOwnership(project.id, DOMAIN)
  await page.goto(place)
  await page.getByRole('button', { name: 'Active checks' }).click()
  const dialog = page.getByRole('dialog', { name: 'Run with active checks' })
  await expect(dialog.getByText('This needs proof that you own the domain.')).toBeVisible()
  await dialog.getByRole('link', { name: 'Prove the domain' }).click()
  await expect(page.getByRole('heading', { name: 'Ownership', level: 1 })).toBeVisible()

  const card = page.getByRole('group', { name: DOMAIN, exact: true })
  await takeToken(card, 'Get the record')
  await expect(card.getByText(/^lr1=[A-Za-z0-9_-]{22}$/)).toBeVisible()
  await card.getByRole('button', { name: 'Check now' }).click()
  await expect(told(card)).toContainText(/There is no TXT record|none with this value/)
  await expectSound(page, 'a record to publish')

  await publish(card, 'Publish record')
  await card.getByRole('button', { name: 'Check now' }).click()
  await expect(told(card)).toContainText(`Found. ${DOMAIN} is proven to be yours.`)
  await expect(card.getByText('Proven', { exact: true })).toBeVisible()

  const server = page.getByRole('group', { name: `https://${DOMAIN}`, exact: true })
  await takeToken(server, 'Get the file')
  await publish(server, 'Publish file')
  await server.getByRole('button', { name: 'Check now' }).click()
  await expect(server.getByText('Proven', { exact: true })).toBeVisible()
  await expectSound(page, 'proven')

  await page.goto(place)
  await page.getByRole('button', { name: 'Active checks' }).click()
  const start = dialog.getByRole('button', { name: 'Run with active checks' })
  await expect(dialog.getByText('We stop after two records', { exact: false })).toBeVisible()
  await expect(start).toBeDisabled()
  await expectSound(page, 'what would be sent')
  await dialog.getByRole('checkbox', { name: 'I allow these requests for this one run.' }).check()
  await start.click()
  await expect(page).toHaveURL(/\/runs\//)
  // Probes keep their distance from each other, so a whole run takes minutes; one answer is enough here.
  await api.resultOf(new URL(page.url()).pathname.split('/').at(-1) ?? '', 'dns-zone-transfer')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Cancelled. What was checked by then is kept.').first()).toBeVisible({ timeout: 30_000 })

  await page.goto(`${place}/checks/dns-zone-transfer`)
  await expect(page.getByText('sends a few requests a visitor would not send', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Re-check now' })).toHaveCount(0)
  await expectSound(page, 'an active check')

  await page.goto(`${place}/settings/ownership`)
  await card.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke proof' }).click()
  await expect(card.getByText('Revoked', { exact: true })).toBeVisible()

  // The panel stands beside the product, on a port of its own.
  trouble.splice(0, trouble.length, ...trouble.filter((text) => !onPanel(text)))
})

test('the record of a name is shown in the fields of the provider somebody chooses', async ({ page, api }) => {
  const project = await api.createProject('brittle', 'Records of a provider')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/settings/ownership`)
  const card = page.getByRole('group', { name: 'brittle-shop.test', exact: true })
  await takeToken(card, 'Get the record')
  await expect(card.getByText('_launch-ready.brittle-shop.test', { exact: true })).toBeVisible()
  await card.getByLabel('Where your DNS records are').selectOption({ label: 'Namecheap' })
  await expect(card.getByText('_launch-ready', { exact: true })).toBeVisible()
  await expect(card.getByText('Host', { exact: true })).toBeVisible()
  await card.getByLabel('Where your DNS records are').selectOption({ label: 'Route 53' })
  await expect(card.getByText(/^"lr1=[A-Za-z0-9_-]{22}"$/)).toBeVisible()
})
