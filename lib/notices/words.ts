import type { LaunchVerdict } from '../contracts/primitives'
import { routes } from '../routes'
import type { NoticeFacts } from './event'
import type { Letter } from './letter'
import { oneLine } from './text'

/** Where something happened; `project` is absent for what concerns the whole workspace. */
export type Where = {
  origin: string
  workspace: { slug: string; name: string }
  project: { id: string; name: string; domain: string } | undefined
}

export type Said = { subject: string; letter: Omit<Letter, 'why' | 'settings' | 'stop'> }

const ANSWERS: Record<LaunchVerdict['reason'], string> = {
  blocked: 'NO-GO',
  unproven: 'NO-GO for now',
  'known-risks': 'GO, with known risks',
  clear: 'GO',
}

const WHAT = { confirmation: 'The confirmation', waiver: 'The accepted risk' }

/** A day as people of every country read it. */
function dayOf(moment: string): string {
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(moment),
  )
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}

function andMore(titles: readonly string[], count: number): string[] {
  const rest = count - titles.length
  return rest > 0 ? [...titles, `and ${rest} more`] : [...titles]
}

type Told = { head: string; paragraphs: string[]; points?: string[]; label: string; path: string }

function tell(facts: NoticeFacts, { workspace, project }: Where): Told {
  const place = { workspace: workspace.slug, project: project?.id ?? '' }
  const home = project === undefined ? routes.projects(workspace.slug) : routes.project(place)
  const overview = { label: 'Open the project', path: home }
  const check = (checkId: string) => ({ label: 'Open the check', path: routes.check({ ...place, check: checkId }) })
  switch (facts.kind) {
    case 'verdict-changed':
      return {
        head: `${ANSWERS[facts.to.reason]}, before ${ANSWERS[facts.from.reason]}`,
        paragraphs: [
          `The answer changed from ${ANSWERS[facts.from.reason]} to ${ANSWERS[facts.to.reason]}.`,
          ...(facts.count === 0 ? [] : [`${counted(facts.count, 'new launch blocker')}:`]),
        ],
        points: andMore(facts.titles, facts.count),
        ...overview,
      }
    case 'new-blocker':
      return {
        head: facts.count === 1 ? (facts.titles[0] ?? '') : counted(facts.count, 'new launch blocker'),
        paragraphs: [`${counted(facts.count, 'new launch blocker')}:`],
        points: andMore(facts.titles, facts.count),
        ...overview,
      }
    case 'assigned':
      return {
        head: `${facts.by} gave you: ${facts.title}`,
        paragraphs: [`${oneLine(facts.by)} made you the owner of this:`],
        points: [facts.title],
        ...(facts.checkId === undefined
          ? { label: 'Open the checklist', path: routes.handoverRow(place, facts.row ?? '') }
          : check(facts.checkId)),
      }
    case 'asked':
      return {
        head: `${facts.by} asks you: ${facts.title}`,
        paragraphs: [`${oneLine(facts.by)} does not know this and asks you to answer:`],
        points: [facts.title],
        label: 'Answer it',
        path: routes.proveAt(place, facts.place),
      }
    case 'mention':
      return {
        head: `${facts.by} mentioned you`,
        paragraphs: [`${oneLine(facts.by)} wrote:`],
        points: [facts.text],
        ...check(facts.checkId),
      }
    case 'expiring':
    case 'expired': {
      const isOver = facts.kind === 'expired'
      const when = `${isOver ? 'ended on' : 'ends on'} ${dayOf(facts.endsAt)}`
      return {
        head: `${WHAT[facts.what]} ${when}: ${facts.title}`,
        paragraphs: [
          `${WHAT[facts.what]} ${when}. ${isOver ? 'It counts no more.' : 'From then on it counts no more.'}`,
        ],
        points: [facts.title],
        ...(facts.what === 'waiver'
          ? check(facts.ref)
          : { label: 'Confirm it again', path: routes.proveAt(place, facts.ref) }),
      }
    }
    case 'run-failed':
      return {
        head: 'An audit failed on our side',
        paragraphs: ['An audit did not end well. That is our fault and says nothing about your site.', facts.reason],
        label: 'Open the audit',
        path: routes.run({ ...place, run: facts.runId }),
      }
    case 'ownership-elsewhere':
      return {
        head: `Another workspace proved that it controls ${facts.name}`,
        paragraphs: [
          `Another workspace of this installation proved that it controls ${oneLine(facts.name)}.`,
          'That is ordinary where an agency and its client both check a site. If you know of nobody, look at who can change its DNS.',
        ],
        label: 'Open the activity',
        path: routes.activity(workspace.slug),
      }
    case 'share-viewed':
      return {
        head: `The link "${facts.link}" was opened`,
        paragraphs: [
          `Somebody opened the read-only link "${oneLine(facts.link)}"${facts.by === null ? '' : ` as ${oneLine(facts.by)}`}.`,
        ],
        ...overview,
      }
  }
}

/** What a message about an event says: subject and body, with the name of the project in front. */
export function saidOf(facts: NoticeFacts, where: Where): Said {
  const { head, paragraphs, points = [], label, path } = tell(facts, where)
  const name = where.project?.name ?? where.workspace.name
  return {
    subject: oneLine(`${oneLine(name, 60)}: ${head}`),
    letter: {
      paragraphs: [
        `${oneLine(name, 100)}${where.project === undefined ? '' : ` (${where.project.domain})`}`,
        ...paragraphs,
      ],
      points: points.map((text) => oneLine(text, 300)),
      link: { label, url: `${where.origin}${path}` },
    },
  }
}

const BECAUSE: Record<NoticeFacts['kind'], string> = {
  'verdict-changed': 'email when the answer of a project changes is switched on for you',
  'new-blocker': 'email about new launch blockers is switched on for you',
  assigned: 'somebody made you the owner of this',
  asked: 'somebody asked you to answer this',
  mention: 'somebody mentioned you in a comment',
  expiring: 'you confirmed, accepted or look after something that ends soon',
  expired: 'you confirmed, accepted or look after something that ended',
  'run-failed': 'you started this audit, or work on the project',
  'ownership-elsewhere': 'you manage a workspace that proved the same name',
  'share-viewed': 'you made this link and asked to be told',
}

/** Why a member gets this message, as every mail has to say. */
export function whyOf(kind: NoticeFacts['kind'], workspaceName: string): string {
  return `You get this mail as a member of "${oneLine(workspaceName, 60)}", because ${BECAUSE[kind]}.`
}
