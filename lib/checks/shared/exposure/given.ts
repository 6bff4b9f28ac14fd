import type { ExposureHost, ExposureLook, WebExposure } from '../../../evidence/web-exposure'

/** A look at one path, absent unless told otherwise; for tables of cases. */
export function look(path: string, change: Partial<ExposureLook> = {}): ExposureLook {
  return {
    path,
    group: 'env',
    what: 'environment file',
    outcome: 'absent',
    status: 404,
    contentType: 'text/plain',
    bytes: 20,
    level: null,
    names: [],
    note: '',
    ...change,
  }
}

/** A path that was really there. */
export function exposed(path: string, change: Partial<ExposureLook> = {}): ExposureLook {
  return look(path, { outcome: 'exposed', status: 200, level: 'blocker', ...change })
}

/** The evidence of one host that was asked for everything and served nothing, unless told otherwise. */
export function exposureOf(looks: ExposureLook[], change: Partial<ExposureHost> = {}): WebExposure {
  return {
    hosts: [
      {
        host: 'acme.io',
        roles: ['apex'],
        state: 'ok',
        reason: '',
        origin: 'https://acme.io',
        answered: { env: 8, vcs: 4, files: 30, debug: 9, listing: 3 },
        planned: { env: 8, vcs: 4, files: 45, debug: 9, listing: 3 },
        failed: { env: 0, vcs: 0, files: 0, debug: 0, listing: 0 },
        stacks: [],
        looks,
        ...change,
      },
    ],
  }
}
