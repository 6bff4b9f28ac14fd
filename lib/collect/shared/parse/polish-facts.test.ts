import { describe, expect, it } from 'vitest'
import { secretRule } from '../../../checks/shared/secrets/rules'
import { sampleOf } from '../../../checks/shared/secrets/sample'
import { readErrorPage } from './error-facts'
import { readMap } from './map-facts'
import { readSitemap } from './sitemap-facts'

const rule = secretRule('stripe-live-secret')
const key = rule === undefined ? '' : sampleOf(rule, 3).value

describe('readMap', () => {
  const map = (change: object = {}) =>
    JSON.stringify({ version: 3, sources: ['src/a.ts', 'node_modules/x/y.js'], names: [], mappings: 'AAAA', ...change })

  it('knows a map and names the files of the product', () => {
    expect(readMap({ text: map() })).toMatchObject({
      isMap: true,
      sources: ['src/a.ts'],
      sourceCount: 2,
      hasContent: false,
    })
  })
  it('finds a key in the original text, and keeps none of it', () => {
    const read = readMap({ text: map({ sourcesContent: [`const k = "${key}"\n`, ''] }) })
    expect(read.secrets.map((hit) => hit.rule)).toEqual(['stripe-live-secret'])
    expect(JSON.stringify(read)).not.toContain(key.slice(8))
  })
  it.each([
    ['a page', '<!doctype html><p>"version":3,"sources":[],"mappings":""'],
    ['another kind of data', '{"version":3,"name":"x"}'],
    ['an older version', map({ version: 2 })],
    ['nothing', ''],
  ])('does not take %s for a map', (_, text) => {
    expect(readMap({ text }).isMap).toBe(false)
  })
  it('reads the start of a map of megabytes', () => {
    const text = map({ sourcesContent: ['x'.repeat(5_000_000)] }).slice(0, 65_536)
    expect(readMap({ text })).toMatchObject({ isMap: true, hasContent: true })
  })
})

describe('readSitemap', () => {
  const set = (...urls: string[]) =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`

  it('reads addresses, hosts and a spread sample', () => {
    const urls = Array.from({ length: 9 }, (_, index) => `https://acme.io/${index}`)
    expect(readSitemap({ text: set(...urls, 'http://old.acme.io/a?b=1&amp;c=2') })).toMatchObject({
      kind: 'urls',
      count: 10,
      plain: 1,
      broken: 0,
      hosts: [
        { host: 'acme.io', count: 9 },
        { host: 'old.acme.io', count: 1 },
      ],
      sample: [
        'https://acme.io/0',
        'https://acme.io/2',
        'https://acme.io/5',
        'https://acme.io/7',
        'http://old.acme.io/a?b=1&c=2',
      ],
    })
  })
  it('knows an index, a page and relative addresses', () => {
    const index = '<sitemapindex><sitemap><loc><![CDATA[ https://acme.io/a.xml ]]></loc></sitemap></sitemapindex>'
    expect(readSitemap({ text: index })).toMatchObject({ kind: 'index', sample: ['https://acme.io/a.xml'] })
    expect(readSitemap({ text: '<!doctype html><title>x</title>' }).kind).toBe('none')
    expect(readSitemap({ text: set('/a') })).toMatchObject({ broken: 1 })
  })
  it('stays within its limits', () => {
    const many = readSitemap({ text: set(...Array.from({ length: 60_000 }, () => 'https://a.io/')) })
    expect(many.count).toBeLessThanOrEqual(50_000)
    expect(readSitemap({ text: `<urlset>${'<loc> '.repeat(160_000)}` }).count).toBe(0)
    expect(readSitemap({ text: `<urlset>${'\0'.repeat(1000)}<loc>https://a.io/\0</loc>` }).count).toBe(1)
  })
})

describe('readErrorPage', () => {
  const read = (text: string, html = true) => readErrorPage({ text, html, url: 'https://acme.io/lr-1' })

  it('counts what can be read and sees the way back', () => {
    expect(read('<title>404</title><script>var a</script><h1>Gone</h1><a href="/">Start</a>')).toMatchObject({
      textLength: 9,
      linksHome: true,
      shell: false,
    })
    expect(read('<a href="https://other.io/">x</a>').linksHome).toBe(false)
    expect(read('<a href="/de/">x</a>').linksHome).toBe(true)
  })
  it('knows the shell of an application', () => {
    expect(read('<div id="root"></div><script src="/a.js"></script>').shell).toBe(true)
  })
  it('survives nested and broken markup', () => {
    expect(read('<div>'.repeat(40_000)).textLength).toBe(0)
    expect(read('<a href="javascript:alert(1)">x<a href="http://[">').linksHome).toBe(false)
  })
})
