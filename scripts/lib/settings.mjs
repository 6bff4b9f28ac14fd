import { Plain } from './say.mjs'

const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/

/** Where the server listens and how a browser reaches it, from the environment. */
export function listenAddress(env) {
  const host = env.LR_HOST || '127.0.0.1'
  const text = env.LR_PORT || '3000'
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Plain(`LR_PORT is "${text}"; it needs a number from 0 to 65535.`)
  const loopback = LOOPBACK.test(host)
  const any = host === '0.0.0.0' || host === '::'
  const bracketed = (name) => (name.includes(':') ? `[${name}]` : name)
  const probeHost = bracketed(any ? '127.0.0.1' : host)
  const url = env.NEXTAUTH_URL || `http://${probeHost}:${port}`
  return { host, port, loopback, probeHost, url }
}

/** The environment of the server: the reader's own settings first, then what this installation made. */
export function serverEnv(env, { address, urls, secrets, development, demo }) {
  const made = {
    NEXTAUTH_SECRET: secrets.nextauthSecret,
    LR_KEYS: secrets.keys,
    NEXTAUTH_URL: address.url,
    ...(address.loopback ? {} : { LR_SETUP_TOKEN: secrets.setupToken }),
  }
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const all = {
    ...made,
    ...demo,
    ...given,
    NODE_ENV: development ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LR_HOST: address.host,
    LR_PORT: String(address.port),
    DATABASE_URL: urls.app,
    ...(urls.worker ? { LR_WORKER_DATABASE_URL: urls.worker } : {}),
  }
  // The running product works with rows only; the keys to the tables stay with the start script.
  delete all.LR_OWNER_DATABASE_URL
  delete all.LR_ADMIN_DATABASE_URL
  return all
}
