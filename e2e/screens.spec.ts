import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { setTheme, sidewaysScroll } from './support/screens'
import { expect, test } from './support/test'

// Many screens: each is looked at by whoever is free.
test.describe.configure({ mode: 'parallel' })

/** The last one stays for the look at the dark page. */
const WIDTHS = [320, 768, 390]
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

async function expectNoViolations(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  expect(told, where).toEqual([])
}

/** Through axe as a light page on a desk and as a dark page on a phone; four widths without sideways scrolling. */
async function expectSound(page: Page, path: string, ready: string) {
  await setTheme(page, 'light')
  await page.setViewportSize({ width: 1280, height: 844 })
  await page.goto(path)
  await expect(page.getByRole('heading', { name: ready }).first()).toBeVisible()
  await expectNoViolations(page, `${path}, light`)
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 })
    expect(await sidewaysScroll(page), `${path} at ${width}`).toBeLessThanOrEqual(0)
  }
  await setTheme(page, 'dark')
  await expectNoViolations(page, `${path}, dark, phone`)
}

test.describe('signed out', () => {
  test.use({ storageState: { cookies: [], origins: [] } })

  for (const [path, ready] of [
    ['/', 'Know whether you can launch, and what to fix first'],
    ['/sign-in', 'Sign in'],
    ['/sign-up', 'Create an account'],
    ['/bot', 'Why LaunchReadyBot visited you'],
    ['/docs/checks', 'What we check'],
    ['/docs/checks/host-apex', 'Why it matters'],
    ['/nowhere', 'This page does not exist, or you have no access to it'],
  ] as const) {
    test(path, async ({ page, session, trouble }) => {
      expect(session).toBeTruthy()
      await expectSound(page, path, ready)
      // A browser reports the 404 of the page itself as an error.
      if (path === '/nowhere') trouble.splice(0, trouble.length, ...trouble.filter((text) => !text.includes('404')))
    })
  }
})

test.describe('signed in', () => {
  // Two themes and four widths of many screens: long on a busy machine.
  test.describe.configure({ timeout: 150_000 })

  test('projects, empty and not', async ({ page, api }) => {
    const { slug } = await api.workspace()
    await api.removeAllProjects()
    await expectSound(page, `/w/${slug}`, 'Try it on the example site')
    await api.createProject('brittle', 'In the list')
    await expectSound(page, `/w/${slug}`, 'Projects')
  })

  test('new project and account', async ({ page, api }) => {
    const { slug } = await api.workspace()
    await expectSound(page, `/w/${slug}/new`, 'New project')
    await expectSound(page, '/account', 'Account')
  })

  test('members, activity, own work and settings of a workspace', async ({ page, api }) => {
    const { slug } = await api.workspace()
    await expectSound(page, `/w/${slug}/members`, 'Members')
    await expectSound(page, `/w/${slug}/activity`, 'Activity')
    await expectSound(page, `/w/${slug}/mine`, 'My items')
    await expectSound(page, `/w/${slug}/settings`, 'Workspace settings')
    await expectSound(page, `/w/${slug}/settings/branding`, 'Branding')
    await expectSound(page, `/w/${slug}/settings/notices`, 'Notices')
    await expectSound(page, `/w/${slug}/settings/outbox`, 'Outbox')
    await expectSound(page, `/w/${slug}/settings/installation`, 'Resolvers')
  })

  test('documents and the comparison of a project', async ({ page, api }) => {
    test.setTimeout(240_000)
    const project = await api.readProject('brittle')
    const home = `/w/${project.workspaceSlug}/p/${project.id}`
    await expectSound(page, `${home}/documents`, 'Documents')
    await expectSound(page, `${home}/documents/edge-config`, 'Edge configuration')
    await expectSound(page, `${home}/documents/blocker-list`, 'Launch blocker list')
    await expectSound(page, `${home}/documents/handover-pack`, 'Contents')
    await expectSound(page, `${home}/compare`, 'Before and after')
  })

  test('a project that was audited', async ({ page, api }) => {
    test.setTimeout(300_000)
    const project = await api.readProject('brittle')
    const home = `/w/${project.workspaceSlug}/p/${project.id}`
    await expectSound(page, home, 'Launch blockers, in fix order')
    await expectSound(page, `${home}/stages/audit`, 'Quick audit')
    await expectSound(page, `${home}/stages/secrets`, 'Secure secrets and environment config')
    await expectSound(page, `${home}/checks/host-www`, 'What we saw')
    await expectSound(page, `${home}/runs/${project.runId}`, 'Results, worst first')
    await expectSound(page, `${home}/prove`, 'Help us prove it')
    await expectSound(page, `${home}/handover`, 'Handover')
    await expectSound(page, `${home}/handover/pack`, 'Handover pack')
    await expectSound(page, `${home}/share`, 'Share')
    await expectSound(page, `${home}/settings`, 'Project settings')
    await expectSound(page, `${home}/sender`, 'Sender simulator')
  })

  test('the sender simulator, by keyboard, with a refusal and with an answer', async ({ page, api }) => {
    const project = await api.createProject('brittle', 'Asked as a receiver')
    await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/sender`)
    const address = page.getByLabel('Address of the sending server')
    await expect(address).not.toHaveValue('')
    await address.fill('not an address')
    await address.press('Enter')
    await expect(page.getByText('Type the address of the server that sends')).toBeVisible()
    await address.fill('192.0.2.1')
    await address.press('Enter')
    await expect(page.getByRole('heading', { name: 'SPF result' })).toBeFocused()
    await expect(page.getByText('Here the limit of 10 lookups is crossed').first()).toBeVisible()
    await expectNoViolations(page, 'an answer of the simulator')
    await page.setViewportSize({ width: 320, height: 720 })
    expect(await sidewaysScroll(page)).toBe(0)
  })

  test('dialogs, menus and opened parts', async ({ page, api }) => {
    const project = await api.createProject('brittle', 'With its layers open')
    const home = `/w/${project.workspaceSlug}/p/${project.id}`
    await page.goto(`${home}/settings`)
    await page.getByRole('button', { name: 'Delete project' }).click()
    await expectNoViolations(page, 'delete dialog')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    await expectNoViolations(page, 'shortcuts')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Your account' }).click()
    await expectNoViolations(page, 'account menu')
    await page.keyboard.press('Escape')
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('button', { name: 'More' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoViolations(page, 'more sheet')
  })

  test('the answer and the first fix are in view without scrolling', async ({ page, api }) => {
    const project = await api.readProject('brittle')
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport)
      await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
      await expect(page.getByText('NO-GO', { exact: true })).toBeInViewport({ ratio: 1 })
      const first = page.getByRole('region', { name: 'Launch blockers, in fix order' }).locator('[data-row]').first()
      await expect(first.getByRole('button', { name: 'Hide fix' })).toBeInViewport({ ratio: 1 })
      // Nor do the bars of a phone stand over the first step.
      const step = await first.getByRole('listitem').first().boundingBox()
      const bars = viewport.width < 640 ? 112 : 0
      expect((step?.y ?? viewport.height) + (step?.height ?? 0)).toBeLessThanOrEqual(viewport.height - bars)
    }
  })

  test('nothing shifts while results arrive', async ({ page, api }) => {
    const project = await api.createProject('brittle', 'Still as a stone')
    await page.addInitScript(() => {
      Reflect.set(window, 'shift', 0)
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, hadRecentInput } = Object.assign(
            { value: 0, hadRecentInput: false },
            {
              value: Reflect.get(entry, 'value'),
              hadRecentInput: Reflect.get(entry, 'hadRecentInput'),
            },
          )
          if (!hadRecentInput) Reflect.set(window, 'shift', Reflect.get(window, 'shift') + value)
        }
      }).observe({ type: 'layout-shift', buffered: true })
    })
    await page.goto(`/w/${project.workspaceSlug}/p/${project.id}`)
    const run = await api.startRun(project.id)
    await page.goto(`/w/${project.workspaceSlug}/p/${project.id}/runs/${run.id}`)
    await expect(page.getByText(/^Done in/).first()).toBeVisible({ timeout: 45_000 })
    expect(await page.evaluate(() => Number(Reflect.get(window, 'shift')))).toBeLessThan(0.02)
  })
})
