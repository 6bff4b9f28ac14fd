import type { Page } from '@playwright/test'

export type Theme = 'light' | 'dark'

export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
}

/** How far the page can be scrolled sideways; anything above zero is an overflow. */
export async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
