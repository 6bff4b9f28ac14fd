import { describe, expect, it } from 'vitest'
import { versionedFiles, versioningOf } from './versioned-name'

const at = (path: string): string => `https://acme.io${path}`

describe('versioningOf', () => {
  it.each([
    '/_next/static/chunks/a1.js',
    '/_astro/hoisted.js',
    '/lib/3.7.1/jquery.js',
    '/npm/vue@3.5.1/vue.js',
    '/assets/index-4f2a9b1c.js',
    '/static/main.8e0d9f3a.chunk.js',
    '/assets/index-B7x_9-Qz.js',
    '/assets/app-BcD7kQ2x.css',
    '/chunk-5XQ7ZK2M.js',
    '/main-1763640000.js',
    '/0123456789abcdef0123.js',
    '/fonts/inter.3f9c2b7a.woff2',
    '/assets/index-bQzKxWvT.js',
  ])('%s carries its version', (path) => {
    expect(versioningOf(at(path))).toBe('name')
  })

  it.each([
    '/app.js',
    '/photo-2024.jpg',
    '/photo-2024-01-01.jpg',
    '/report-20240101.pdf',
    '/icon-512x512.png',
    '/hero-1920x1080.jpg',
    '/inter-400-normal.woff2',
    '/logo-v2.png',
    '/favicon.ico',
    '/style.min.css',
    '/jquery.min.js',
    '/background.png',
    '/components.js',
  ])('%s does not', (path) => {
    expect(versioningOf(at(path))).toBe('none')
  })

  it('takes a query for a weaker version', () => {
    expect(versioningOf(at('/app.js?v=12345'))).toBe('query')
    expect(versioningOf(at('/app.js?v=1'))).toBe('none')
  })

  it('doubts an eight-letter word', () => {
    expect(versioningOf(at('/assets/index-DiwrgTda.js'))).not.toBe('none')
    expect(versioningOf(at('/fonts/Inter-SemiBold.woff2'))).toBe('maybe')
  })
})

describe('versionedFiles', () => {
  const file = (path: string, change: { module?: boolean; kind?: string } = {}) => ({
    url: at(path),
    module: false,
    kind: 'script',
    ...change,
  })
  it('believes a doubtful name among versioned ones, or as a module', () => {
    const files = [file('/assets/index-DiwrgTda.js'), file('/assets/a-4f2a9b1c.js'), file('/assets/b-9c1d2e3f.css')]
    expect(versionedFiles(files).size).toBe(3)
    expect(versionedFiles([file('/assets/index-DiwrgTda.js', { module: true })]).size).toBe(1)
  })
  it('does not believe a font weight', () => {
    expect(versionedFiles([file('/fonts/Inter-SemiBold.woff2', { kind: 'font' })]).size).toBe(0)
  })
})
