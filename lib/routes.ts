import type { Route } from 'next'

/**
 * Every address inside the product, built in one place. The values are ids and slugs of our own; they are
 * encoded all the same, so a strange one can never become another path.
 */

/**
 * The one cast of this file: each caller below spells a page that exists under `app/`, which a test checks.
 */
function path(strings: TemplateStringsArray, ...values: readonly string[]): Route {
  return String.raw({ raw: strings }, ...values.map((value) => encodeURIComponent(value))) as Route
}

/** What a shared page loads beside itself; both files stand in `public/`. */
export const SHARE_STYLES = '/share.css'
export const SHARE_SCRIPT = '/share.js'

type ProjectPlace = { workspace: string; project: string }

export const routes = {
  home: () => path`/`,
  signIn: () => path`/sign-in`,
  /** The sign-in page that leads back to `here` afterwards. */
  signInFor: (here: Route) => asRoute(`${path`/sign-in`}?next=${encodeURIComponent(here)}`),
  confirmSignIn: () => path`/sign-in/confirm`,
  signUp: () => path`/sign-up`,
  /** What an invitation opens. */
  invite: (token: string) => path`/invite/${token}`,
  bot: () => path`/bot`,
  checkDocs: () => path`/docs/checks`,
  checkDoc: (check: string) => path`/docs/checks/${check}`,
  start: () => path`/w`,
  account: () => path`/account`,
  /** `query` names filter, order and place; empty: the newest first. */
  projects: (workspace: string, query = '') => asRoute(`${path`/w/${workspace}`}${query === '' ? '' : `?${query}`}`),
  members: (workspace: string) => path`/w/${workspace}/members`,
  activity: (workspace: string) => path`/w/${workspace}/activity`,
  myItems: (workspace: string) => path`/w/${workspace}/mine`,
  workspaceSettings: (workspace: string) => path`/w/${workspace}/settings`,
  /** Of the whole workspace, or of one client. */
  branding: (workspace: string, client?: string) =>
    asRoute(
      `${path`/w/${workspace}/settings/branding`}${client === undefined ? '' : `?client=${encodeURIComponent(client)}`}`,
    ),
  /** What one is told of, and the rooms and programs of the workspace. */
  notices: (workspace: string) => path`/w/${workspace}/settings/notices`,
  /** Messages that were sent, wait or failed. */
  outbox: (workspace: string) => path`/w/${workspace}/settings/outbox`,
  /** How audits of this installation reach the network. */
  installation: (workspace: string) => path`/w/${workspace}/settings/installation`,
  /** Where a mail is stopped without signing in. */
  stopMails: (token: string) => path`/stop/${token}`,
  forgotPassword: () => path`/forgot-password`,
  /** Where a mailed link sets a new password. */
  resetPassword: (token: string) => path`/reset-password/${token}`,
  newProject: (workspace: string) => path`/w/${workspace}/new`,
  project: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}`,
  blockers: (place: ProjectPlace) => withHash(routes.project(place), 'blockers'),
  stage: ({ workspace, project, stage }: ProjectPlace & { stage: string }) =>
    path`/w/${workspace}/p/${project}/stages/${stage}`,
  check: ({ workspace, project, check }: ProjectPlace & { check: string }) =>
    path`/w/${workspace}/p/${project}/checks/${check}`,
  run: ({ workspace, project, run }: ProjectPlace & { run: string }) => path`/w/${workspace}/p/${project}/runs/${run}`,
  sender: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/sender`,
  prove: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/prove`,
  /** One question or statement of that page. */
  proveAt: (place: ProjectPlace, id: string) => withHash(routes.prove(place), encodeURIComponent(id)),
  share: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/share`,
  /** What a share link opens, for anybody who holds it. */
  shared: (token: string) => path`/s/${token}`,
  unlockShared: (token: string) => path`/api/share/${token}/unlock`,
  sharedState: (token: string) => path`/api/share/${token}/state`,
  sharedPdf: (token: string) => path`/api/share/${token}/pdf`,
  handover: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/handover`,
  /** One row of that page. */
  handoverRow: (place: ProjectPlace, key: string) => withHash(routes.handover(place), `row-${encodeURIComponent(key)}`),
  pack: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/handover/pack`,
  ownership: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/settings/ownership`,
  map: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/map`,
  documents: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/documents`,
  document: ({ workspace, project, deliverable }: ProjectPlace & { deliverable: string }) =>
    path`/w/${workspace}/p/${project}/documents/${deliverable}`,
  /** A part of it that people write. */
  documentPart: ({ part, ...place }: ProjectPlace & { deliverable: string; part: string }) =>
    withHash(routes.document(place), `part-${encodeURIComponent(part)}`),
  /** `query` names the two moments; empty: the first audit and now. */
  compare: ({ workspace, project }: ProjectPlace, query = '') =>
    asRoute(`${path`/w/${workspace}/p/${project}/compare`}${query === '' ? '' : `?${query}`}`),
  projectSettings: ({ workspace, project }: ProjectPlace) => path`/w/${workspace}/p/${project}/settings`,
} as const

/** The same page, scrolled to one of its parts. A fragment never changes which page is opened. */
function withHash(route: Route, hash: string): Route {
  return `${route}#${hash}` as Route
}

/** The page to open after signing in, when it is a path of our own; otherwise the first workspace. */
export function safeNext(next: string | undefined): Route {
  if (next === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes('\\')) return routes.start()
  const target = URL.parse(next, 'http://self.invalid')
  if (target === null || target.origin !== 'http://self.invalid') return routes.start()
  const isOurs = /^\/(w|invite)(\/|$)/.test(target.pathname) || target.pathname === '/account'
  return isOurs ? asRoute(`${target.pathname}${target.search}`) : routes.start()
}

/** Only called with a path that begins like one of the builders above; a page that is not there answers 404. */
function asRoute(path: string): Route {
  return path as Route
}
