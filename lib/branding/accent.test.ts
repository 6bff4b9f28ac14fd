import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fitAccent, GROUNDS, OWN_LINK, ownAccent, WORDS, worstContrast } from './accent'
import { contrast, toHex, toOklch } from './oklch'

const CSS = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')

function token(name: string, theme: 'light' | 'dark') {
  const block = theme === 'light' ? CSS.slice(CSS.indexOf(':root {')) : CSS.slice(CSS.indexOf('.dark {'))
  const [, l, c, h] = new RegExp(`--${name}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`).exec(block) ?? []
  return { l: Number(l), c: Number(c), h: Number(h) }
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it('has the grounds and the link colour of the style sheet', () => {
    expect(GROUNDS[theme]).toEqual(['background', 'card', 'muted'].map((name) => token(name, theme)))
    expect(OWN_LINK[theme]).toEqual(token('link', theme))
    expect(WORDS[theme]).toEqual(token('foreground', theme))
    expect(worstContrast(ownAccent()[theme], theme)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    '#ffff00',
    '#ffffff',
    '#000000',
    '#0000ff',
    '#00ff00',
    '#ff0000',
    '#7c3aed',
    '#fdf6e3',
    '#00ffff',
    '#808080',
    '#00008b',
    '#ff69b4',
  ])('reads %s at 4.5:1 on every ground', (hex) => {
    expect(worstContrast(fitAccent(hex)[theme], theme)).toBeGreaterThanOrEqual(4.5)
  })

  it('holds for every colour of a coarse cube', () => {
    const steps = ['00', '33', '66', '99', 'cc', 'ff']
    const cube = steps.flatMap((red) => steps.flatMap((green) => steps.map((blue) => `#${red}${green}${blue}`)))
    expect(cube.filter((hex) => worstContrast(fitAccent(hex)[theme], theme) < 4.5)).toEqual([])
  })
})

it('a colour that can be read stays as it was chosen', () => {
  expect(fitAccent('#1D4ED8').light).toBe('#1d4ed8')
  expect(fitAccent('#93c5fd').dark).toBe('#93c5fd')
})

it('a fitted colour keeps its hue', () => {
  const chosen = toOklch('#ff69b4')
  expect(Math.abs(toOklch(fitAccent('#ff69b4').light).h - chosen.h)).toBeLessThan(3)
})

it('colours come back from OKLCH as they went', () => {
  for (const hex of ['#000000', '#ffffff', '#7c3aed', '#12ab9f']) expect(toHex(toOklch(hex))).toBe(hex)
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 1)
})
