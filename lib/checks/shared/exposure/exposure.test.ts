import { describe, expect, it } from 'vitest'
import type { ExposedBody } from './body'
import { answerFingerprint } from './canary'
import { looksLikeAssignments, readEnvFile } from './env-file'
import { exposureProbes } from './probes'
import { recognise, type SignatureId } from './signatures'

function body(text: string, contentType = 'text/plain', contentEncoding = ''): ExposedBody {
  return { text, head: Buffer.from(text).subarray(0, 512).toString('hex'), contentType, contentEncoding }
}
function bytes(hex: string, contentType = 'application/octet-stream', contentEncoding = ''): ExposedBody {
  return { text: null, head: hex, contentType, contentEncoding }
}

const ENV = 'NODE_ENV=production\nSTRIPE_SECRET_KEY=sk_live_9fJ2kLmQ7xT4vB8nR3wZ6yHd\nPORT=3000\n'

describe('environment files', () => {
  it.each([
    ['with a secret', body(ENV), 'blocker'],
    ['with Windows line ends', body(ENV.replaceAll('\n', '\r\n')), 'blocker'],
    ['as octet stream', { ...body(ENV, 'application/octet-stream'), text: null }, 'blocker'],
    ['in UTF-16', bytes(Buffer.from(`\uFEFF${ENV}`, 'utf16le').toString('hex')), 'blocker'],
    ['example with placeholders', body('STRIPE_SECRET_KEY=your-key-here\nDATABASE_URL=\nPORT=3000'), 'medium'],
    ['only public names', body('NEXT_PUBLIC_APP_KEY=abc123\nNEXT_PUBLIC_URL=https://acme.io'), 'medium'],
    [
      'public name that holds a secret',
      body('NEXT_PUBLIC_KEY=sk_live_9fJ2kLmQ7xT4vB8nR3wZ6yHd\nAPP_URL=https://acme.io'),
      'blocker',
    ],
    ['page of an application', body('<!doctype html><div id=root></div>', 'text/html'), undefined],
    ['blog post about such files', body(`<html>${ENV}`, 'text/html'), undefined],
    ['plain words', body('Not found'), undefined],
    [
      'prose with one assignment',
      body('To start set FOO=bar\nthen run it\nBAR_BAZ=1\nand read on\nthe manual'),
      undefined,
    ],
  ])('%s', (_, given, level) => {
    expect(recognise('env', given)?.level).toBe(level)
  })

  it('keeps names and no values', () => {
    expect(readEnvFile(body(ENV))).toEqual([
      { name: 'NODE_ENV', secret: false },
      { name: 'STRIPE_SECRET_KEY', secret: true },
      { name: 'PORT', secret: false },
    ])
  })

  it('knows what a decoy looks like', () => {
    expect(looksLikeAssignments(body('A=1\nB=2'))).toBe(true)
    expect(looksLikeAssignments(body('Not found'))).toBe(false)
  })
})

describe('signatures', () => {
  it.each<[string, SignatureId, ExposedBody, string | undefined]>([
    ['branch of a repository', 'git-head', body('ref: refs/heads/main\n'), 'blocker'],
    ['detached repository', 'git-head', body('9f2c1a7b3e5d4f6a8b0c9d1e2f3a4b5c6d7e8f90'), 'blocker'],
    ['page instead of HEAD', 'git-head', body('<html>ref: refs/heads/main</html>', 'text/html'), undefined],
    ['repository settings', 'git-config', body('[core]\n\trepositoryformatversion = 0\n'), 'blocker'],
    ['settings quoted in a page', 'git-config', body('<html>[core]\nrepositoryformatversion', 'text/html'), undefined],
    ['zip archive', 'zip', bytes('504b03040a000000'), 'blocker'],
    ['page named zip', 'zip', body('<!doctype html>', 'text/html'), undefined],
    ['gzip archive', 'gzip', bytes('1f8b0800', 'application/gzip'), 'blocker'],
    ['compressed page', 'gzip', bytes('1f8b0800', 'text/html', 'gzip'), undefined],
    ['database dump', 'sql', body('-- PostgreSQL database dump\nCREATE TABLE users (id int);'), 'blocker'],
    ['dump of one table', 'sql', body('CREATE TABLE users (id int);'), 'blocker'],
    ['page about tables', 'sql', body('<html>\nCREATE TABLE users', 'text/html'), undefined],
    ['database file', 'sqlite', bytes('53514c69746520666f726d6174203300'), 'blocker'],
    ['private key', 'private-key', body('-----BEGIN RSA PRIVATE KEY-----\nMIIE'), 'blocker'],
    ['public certificate', 'private-key', body('-----BEGIN CERTIFICATE-----\nMIIE'), undefined],
    ['registry token', 'npmrc', body('//registry.npmjs.org/:_authToken=npm_x'), 'blocker'],
    ['plain registry settings', 'npmrc', body('save-exact=true'), undefined],
    ['password file', 'htpasswd', body('ann:$apr1$x$y'), 'high'],
    ['compose file', 'compose', body('services:\n  db:\n    image: postgres\n'), 'medium'],
    [
      'compose file with password',
      'compose',
      body('services:\n  db:\n    image: postgres\n    environment:\n      POSTGRES_PASSWORD: h7Gq2LpX\n'),
      'high',
    ],
    [
      'compose file with variable',
      'compose',
      body('services:\n  db:\n    image: x\n    environment:\n      POSTGRES_PASSWORD: $'.concat('{DB}\n')),
      'medium',
    ],
    ['package manifest', 'package-json', body('{"dependencies":{}}', 'application/json'), 'low'],
    ['error in JSON', 'package-json', body('{"error":"not found"}', 'application/json'), undefined],
    ['folder file', 'ds-store', bytes('0000000142756431'), 'low'],
    ['ignore list', 'ignore-file', body('node_modules/\ndist\n*.log\n'), 'low'],
    ['words', 'ignore-file', body('Not found\nSorry\nBye'), undefined],
    ['container recipe', 'dockerfile', body('FROM node:24\nRUN x'), 'low'],
    ['service account', 'service-account', body('{"type":"service_account","private_key":"x"}'), 'blocker'],
    ['assistant settings with keys', 'mcp', body('{"mcpServers":{"a":{"env":{"K":"v"}}}}'), 'high'],
    ['upload settings', 'sftp', body('{"host":"a","password":"b"}'), 'blocker'],
    ['blog configuration', 'wp-config', body("<?php define('DB_PASSWORD', 'x');"), 'blocker'],
    ['mercurial', 'hg', body('revlogv1\nstore\n'), 'blocker'],
  ])('%s', (_, id, given, level) => {
    expect(recognise(id, given)?.level).toBe(level)
  })

  it('sees credentials in the remote of a repository without keeping them', () => {
    const config = '[core]\nrepositoryformatversion = 0\n[remote "origin"]\nurl = https://ann:tok@github.com/a/b'
    expect(recognise('git-config', body(config))).toEqual({
      level: 'blocker',
      names: [],
      note: 'credentials-in-remote',
    })
  })
})

describe('answerFingerprint', () => {
  it('is equal for answers that differ in path, numbers and nonce', () => {
    const page = (path: string, nonce: string): ExposedBody =>
      body(`<p>Cannot GET ${path}</p><script nonce="${nonce}">1${nonce.length}</script>`)
    expect(answerFingerprint({ body: page('/.env', 'abc'), path: '/.env' })).toBe(
      answerFingerprint({ body: page('/.lr-77/HEAD', 'x'), path: '/.lr-77/HEAD' }),
    )
  })
})

it('names each path once and guesses nothing but the label', () => {
  const paths = exposureProbes({ label: 'acme' }).map((probe) => probe.path)
  expect(new Set(paths).size).toBe(paths.length)
  expect(paths).toContain('/acme.zip')
})
