import { describe, expect, it } from 'vitest'
import { readDocument } from './document-facts'
import { readHead } from './head-facts'
import { parseDocument, parseScript, parseStyle } from './parser'
import { readScript } from './script-facts'
import { readStyle } from './style-facts'

const at = 'https://acme.io/'
const page = (text: string) => readDocument({ text, url: at, site: 'acme.io' })
const loads = (text: string) => page(text).loads.map((load) => `${load.kind} ${load.url}`)

describe('readDocument', () => {
  it.each<[string, string, string[]]>([
    ['script', '<script src=http://cdn.io/a.js></script>', ['script http://cdn.io/a.js']],
    ['upper case scheme', '<img src="HTTP://cdn.io/x.png">', ['image http://cdn.io/x.png']],
    ['scheme of the page', '<img src="//cdn.io/x.png">', ['image https://cdn.io/x.png']],
    [
      'srcset',
      '<img srcset="http://c.io/1.png 1x, /2.png 2x">',
      ['srcset http://c.io/1.png', 'srcset https://acme.io/2.png'],
    ],
    ['link to another page', '<a href="http://x.io">x</a><link rel=canonical href="http://acme.io/">', []],
    ['template', '<template><img src=http://c.io/x.png></template>', []],
    ['comment', '<!-- <img src=http://c.io/x.png> -->', []],
    ['text area', '<textarea><img src=http://c.io/x.png></textarea>', []],
    ['svg image', '<svg><image href="http://c.io/x.png"/></svg>', ['image http://c.io/x.png']],
    ['frame document', '<iframe srcdoc="<img src=http://c.io/x.png>"></iframe>', ['image http://c.io/x.png']],
    ['font preload', '<link rel=preload as=font href=http://c.io/f.woff2>', ['font http://c.io/f.woff2']],
    ['icon', '<link rel="shortcut icon" href=http://c.io/i.ico>', ['icon http://c.io/i.ico']],
    ['embedded data', '<script type="application/json" src="http://c.io/a.json"></script>', []],
    [
      'style element',
      '<style>@import "http://f.io/a.css"; /* url(http://no.io) */</style>',
      ['css-import http://f.io/a.css'],
    ],
    ['style attribute', '<p style="background:url(http://c.io/b.png)">', ['css-image http://c.io/b.png']],
    ['address that goes first', '<base href="http://x.io/"><script src="a.js"></script>', ['script http://x.io/a.js']],
    ['request in a script', '<script>fetch("http://api.io/v1")</script>', ['request http://api.io/v1']],
    ['address in a script string', '<script>const ns="http://www.w3.org/2000/svg"</script>', []],
  ])('%s', (_, text, expected) => {
    expect(loads(text)).toEqual(expected)
  })

  it('reads title, visible text, scripts and links of the own site', () => {
    const facts = page(
      '<title> My\n shop </title><p>Hello</p><script>var a</script><noscript>Turn on</noscript>' +
        '<a href="/login#x">in</a><a href="https://app.acme.io/">app</a><a href="https://other.io">o</a>',
    )
    expect(facts).toMatchObject({ title: 'My shop', scripts: 1, noscriptLength: 7, metaRefresh: false })
    expect(facts.textLength).toBe(11)
    expect(facts.links).toEqual(['https://acme.io/login', 'https://app.acme.io/'])
  })

  it('sees a page that waits for its script', () => {
    expect(page('<div id=root></div><script type=module src=/a.js></script>')).toMatchObject({ emptyMount: true })
    expect(page('<div id=root><h1>Hi</h1></div>')).toMatchObject({ emptyMount: false })
  })

  it('marks forms that take passwords', () => {
    expect(page('<form action="http://x.io/login"><input type=password></form>').forms).toMatchObject([
      { action: 'http://x.io/login', sensitive: true },
    ])
    expect(page('<form action="http://x.io/search"><input name=q></form>').forms).toMatchObject([{ sensitive: false }])
  })

  it('keeps fingerprints of form tokens only', () => {
    const [token] = page('<input type=hidden name=csrf_token value="f81d4fae7dec11d0">').tokens
    expect(token?.name).toBe('csrf_token')
    expect(token?.fingerprint).not.toContain('f81d4fae7dec11d0')
  })

  it('names line and column', () => {
    expect(page('<p>\n  <img src=http://c.io/x.png>').loads).toMatchObject([{ line: 2, column: 3, by: 'img[src]' }])
  })

  it('bounds its lists', () => {
    const facts = page('<img src=/a.png>'.repeat(1000))
    expect(facts.loads).toHaveLength(200)
    expect(facts.cut).toBe(true)
  })
})

describe('a policy inside a page', () => {
  const policy = '<meta http-equiv="Content-Security-Policy" content="upgrade-insecure-requests">'
  it.each<[string, string, boolean, boolean]>([
    ['in the head', `<html><head><title>A</title>${policy}</head><body>x</body>`, true, true],
    ['without a head of its own', `<!doctype html><title>A</title>${policy}<p>x`, true, true],
    ['after a style and a script', `<head><style>a{}</style><script>1</script>${policy}`, true, true],
    ['in the body', `<head></head><body><p>x</p>${policy}</body>`, false, false],
    ['after a paragraph nobody wrapped', `<title>A</title><p>x</p>${policy}`, false, false],
    ['after text', `<title>A</title>words ${policy}`, false, false],
    ['after what it should have made secure', `<head><script src="http://c.io/a.js"></script>${policy}`, true, false],
  ])('%s', (_, text, isPolicy, upgrades) => {
    expect(readHead(text, at).policies.length > 0).toBe(isPolicy)
    expect(page(text).upgradesInsecure).toBe(upgrades)
  })
})

describe('readStyle', () => {
  const style = (text: string) =>
    readStyle({ text, url: 'https://acme.io/css/a.css', context: 'stylesheet' }).map(
      (load) => `${load.kind} ${load.url}`,
    )
  it.each<[string, string, string[]]>([
    ['import', '@import url("http://f.io/a.css") screen;', ['css-import http://f.io/a.css']],
    ['font', '@font-face{font-family:a;src:url(../f.woff2)}', ['css-font https://acme.io/f.woff2']],
    ['image set with a string', 'a{background:image-set("http://c.io/1.png" 1x)}', ['css-image http://c.io/1.png']],
    ['comment and string', '/* url(http://c.io) */ a::after{content:"url(http://c.io)"}', []],
    ['name space', '@namespace svg url(http://www.w3.org/2000/svg);', []],
    ['embedded image', 'a{background:url(data:image/png;base64,AA)}', []],
  ])('%s', (_, text, expected) => {
    expect(style(text)).toEqual(expected)
  })
})

describe('readScript', () => {
  it('finds chunks and plain requests', () => {
    const facts = readScript({
      text: 'import("./chunk-a.js");const d=["assets/b-DiwrgTda.js"];new WebSocket("ws://rt.acme.io/s")',
      url: 'https://acme.io/assets/index.js',
    })
    expect(facts.chunks).toEqual(['https://acme.io/assets/chunk-a.js', 'https://acme.io/assets/b-DiwrgTda.js'])
    expect(facts.requests).toMatchObject([{ url: 'http://rt.acme.io/s' }])
  })
})

describe('parser thread', () => {
  it('answers pages, styles and scripts', async () => {
    const [facts, styles, script] = await Promise.all([
      parseDocument({ text: '<title>a</title>', url: at, site: 'acme.io' }),
      parseStyle({ text: 'a{background:url(/x.png)}', url: at }),
      parseScript({ text: 'const k="sk_live_9fJ2kLmQ7xT4vB8nR3wZ6yHd"', url: at }),
    ])
    expect(facts?.title).toBe('a')
    expect(styles).toHaveLength(1)
    expect(script?.secrets).toMatchObject([{ rule: 'stripe-live-secret', masked: 'sk_l...' }])
  })

  it('survives 60,000 nested elements and 2 MiB of open tags', async () => {
    await parseDocument({ text: '<div>'.repeat(60_000), url: at, site: 'acme.io' })
    await parseDocument({ text: '<a '.repeat(700_000), url: at, site: 'acme.io' })
    const after = await parseDocument({ text: '<title>still here</title>', url: at, site: 'acme.io' })
    expect(after?.title).toBe('still here')
  })
})
