import type { Target } from '../../../lib/engine/target'
import { zoneTexts } from '../dns/zones/index'
import { startWorld, type World } from '../world'
import { brittleShop } from './brittle'
import { exampleMessage } from './message'
import { type Panel, startPanel, withFiles } from './panel'
import { steadyShop } from './steady'

export type ExampleSite = {
  id: string
  title: string
  text: string
  roadmap: 'creator' | 'ops'
  target: Target
  /** The source of a message the site has just sent. */
  message?: string
}

/** The example sites as the product offers them on an empty projects page. */
export const exampleSites: readonly ExampleSite[] = [
  {
    id: brittleShop.id,
    title: 'Brittle Ceramics',
    text: 'A small shop with the mistakes that are made most often. It must not launch like this.',
    roadmap: 'creator',
    target: brittleShop.target,
  },
  {
    id: steadyShop.id,
    title: 'Steady Coffee',
    text: 'The same kind of shop with everything in order.',
    roadmap: 'creator',
    target: steadyShop.target,
  },
]

const SHOPS = [brittleShop, steadyShop]

export type ExampleWorld = World & { panel: Panel; sites: readonly ExampleSite[] }

/** The example sites, with a message of the healthy one signed now. */
async function sitesWithMessage(): Promise<ExampleSite[]> {
  const { domain } = steadyShop.target
  const message = await exampleMessage({ domain, selector: 'resend', at: Date.now() })
  return exampleSites.map((site) => (site.id === steadyShop.id ? { ...site, message } : site))
}

/** Starts both example sites with their name servers, and the panel through which a person publishes on them. */
export async function startExamples(): Promise<ExampleWorld> {
  const files = new Map<string, string>()
  const world = await startWorld({ sites: withFiles(SHOPS, files), zones: [zoneTexts.providers ?? ''] })
  const panel = await startPanel(SHOPS, { records: world.dns.live, files })
  return {
    ...world,
    panel,
    sites: await sitesWithMessage(),
    async stop() {
      await Promise.all([panel.stop(), world.stop()])
    },
  }
}

/**
 * The environment of a product that offers the running example sites. Their network is theirs alone:
 * every other domain is looked at where the product itself looks.
 */
export function exampleEnvironment({ env, panel, sites }: ExampleWorld): Record<string, string> {
  return { LR_DEMO_SITES: JSON.stringify({ sites, network: env, panel: panel.url }) }
}
