import type { Target } from '../../../lib/engine/target'
import { zoneTexts } from '../dns/zones/index'
import { startWorld, type World } from '../world'
import { brittleShop } from './brittle'
import { steadyShop } from './steady'

export type ExampleSite = {
  id: string
  title: string
  text: string
  roadmap: 'creator' | 'ops'
  target: Target
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

/** Starts both example sites with their name servers. */
export function startExamples(): Promise<World> {
  return startWorld({ sites: [brittleShop, steadyShop], zones: [zoneTexts.providers ?? ''] })
}

/**
 * The environment of a product that offers the running example sites. Their network is theirs alone:
 * every other domain is looked at where the product itself looks.
 */
export function exampleEnvironment(world: World): Record<string, string> {
  return { LR_DEMO_SITES: JSON.stringify({ sites: exampleSites, network: world.env }) }
}
