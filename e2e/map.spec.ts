import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { setTheme, sidewaysScroll } from './support/screens'
import { expect, test } from './support/test'

// Real audits of the example sites, several pages each: long on a busy machine.
test.describe.configure({ timeout: 240_000 })

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function expectNoViolations(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(told, where).toEqual([])
}

test('somebody who never saw the product can say where it lives, correct it and stand behind it', async ({
  page,
  api,
}) => {
  const project = await api.auditedProject('brittle', 'On the map')
  const home = `/w/${project.workspaceSlug}/p/${project.id}`
  await page.goto(`${home}/map`)
  const words = page.getByRole('region', { name: 'In words' })
  await expect(words.getByText(/^Pages pass through Cloudflare\.$/)).toBeVisible()
  const headings = await page.getByRole('heading', { level: 2 }).allTextContents()
  expect(headings.indexOf('In words')).toBeLessThan(headings.indexOf('As a picture'))

  await test.step('each place opens its evidence, from the words and by keyboard from the picture', async () => {
    await words.getByRole('button', { name: 'Evidence of DNS provider' }).click()
    const sheet = page.getByRole('dialog', { name: 'DNS provider' })
    await expect(sheet.getByText(/^This is a guess/)).toBeVisible()
    await expect(sheet.getByText('NS ns1.lab.test')).toBeVisible()
    await sheet.getByRole('button', { name: 'Show raw dns.delegation' }).click()
    await expect(sheet.getByText('"parentNs"').first()).toBeVisible()
    await page.keyboard.press('Escape')
    const place = page.getByRole('link', { name: /^Edge: Cloudflare\. Show evidence$/ })
    await place.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Edge' })).toBeVisible()
    await expectNoViolations(page, 'evidence of a place')
    await page.keyboard.press('Escape')
  })

  await test.step('a correction is bounded and stands with its author beside what was seen', async () => {
    await words.getByRole('button', { name: 'Correct Site hosting' }).click()
    const sheet = page.getByRole('dialog', { name: 'Site hosting' })
    const field = sheet.getByLabel('What is right?')
    await expect(field).toBeFocused()
    await field.fill('א'.repeat(10_000))
    await sheet.getByRole('button', { name: 'Save correction' }).click()
    await expect(sheet.getByText('Keep this under 120 characters')).toBeVisible()
    await field.fill('Fly.io, Frankfurt')
    await sheet.getByRole('button', { name: 'Save correction' }).click()
    await expect(sheet).toBeHidden()
    await expect(words.getByText('Fly.io, Frankfurt')).toBeVisible()
    await expect(words.getByText(/^Corrected by .* We saw: The server behind Cloudflare/)).toBeVisible()
    await expect(page.getByRole('link', { name: /^Site hosting: Fly\.io, Frankfurt, corrected/ })).toBeVisible()
  })

  await test.step('confirming answers the failure signal, taking it back asks again', async () => {
    const signal = page.getByRole('listitem').filter({ hasText: 'Nobody can say in under 60 seconds' })
    await page.getByRole('button', { name: 'This is right' }).click()
    await expect(page.getByText(/confirmed this map/)).toBeVisible()
    await page.goto(`${home}/stages/audit`)
    await expect(signal.getByText('Not seen')).toBeVisible()
    await expect(signal.getByRole('link', { name: 'Read and confirm the production map' })).toHaveAttribute(
      'href',
      `${home}/map`,
    )
    await page.goto(`${home}/map`)
    await page.getByRole('button', { name: 'Take confirmation back' }).click()
    await expect(page.getByRole('button', { name: 'This is right' })).toBeVisible()
    await page.goto(`${home}/stages/audit`)
    await expect(signal.getByText('Not seen')).toBeHidden()
  })

  await test.step('the map reads in both themes and at every width', async () => {
    await page.goto(`${home}/map`)
    await expect(words).toBeVisible()
    for (const theme of ['light', 'dark'] as const) {
      await setTheme(page, theme)
      await expectNoViolations(page, `map, ${theme}`)
    }
    for (const width of [320, 390, 768, 1280]) {
      await page.setViewportSize({ width, height: 844 })
      expect(await sidewaysScroll(page), `map at ${width}`).toBeLessThanOrEqual(0)
    }
  })
})

test('a project that was never audited has no map, and says what draws it', async ({ page, api }) => {
  const project = await api.createProject('steady', 'Not on the map')
  await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/map`)
  await expect(page.getByText(/^No map yet/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'This is right' })).toBeHidden()
})

test('a host the audit met is added, taken out and set aside with one click each', async ({ page, api }) => {
  const project = await api.auditedProject('brittle', 'More of its hosts')
  const home = `/w/${project.workspaceSlug}/p/${project.id}`
  const name = 'cdn.brittle-shop.test'
  await page.goto(home)
  await expect(page.getByText('We found 1 more host.')).toBeVisible()
  await page.getByRole('button', { name: 'Review hosts' }).click()
  await expect(page.getByRole('combobox', { name: `Role of ${name}` })).toHaveValue('assets')
  // From the top: what has moved below the bar of the page would count as covered by it.
  await page.evaluate(() => window.scrollTo(0, 0))
  await expectNoViolations(page, 'overview with suggested hosts')
  await page.getByRole('button', { name: `Add ${name}`, exact: true }).click()
  await expect(page.getByText(/^Added\./)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Watch the run' }).first()).toBeVisible({ timeout: 30_000 })

  await page.goto(`${home}/settings`)
  const field = page.getByRole('textbox', { name: /^Host \d+$/ }).last()
  await expect(field).toHaveValue(name)
  await page
    .getByRole('button', { name: /^Remove host \d+$/ })
    .last()
    .click()
  await expect(page.getByText(`${name} is no longer checked.`)).toBeVisible()
  await expect(field).not.toHaveValue(name)

  await page.getByRole('button', { name: `${name} is not mine` }).click()
  await page.getByText('Set aside (1)').click()
  await page.reload()
  await page.getByText('Set aside (1)').click()
  await page.getByRole('button', { name: `Bring ${name} back` }).click()
  await expect(page.getByRole('button', { name: `Add ${name}`, exact: true })).toBeVisible()
})
