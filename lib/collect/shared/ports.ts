/** What a person answered to a question, as the service of that question keeps it. */
export type StoredInput = {
  /** The collector that reads it checks its shape; it came from a person. */
  readonly value: unknown
  /** Milliseconds. */
  readonly at: number
  readonly by: string
}

/** Who may send many requests now, told by every process of an installation together. */
export type Turns = {
  /**
   * Milliseconds until it is our turn; 0: it is, and nobody else gets one for a while. A `surface` is one address
   * (once in 15 minutes), a `domain` all addresses of a project (one a minute).
   */
  readonly take: (kind: 'surface' | 'domain', key: string) => Promise<number>
  /** A turn nothing was sent in. */
  readonly giveBack: (kind: 'surface' | 'domain', key: string) => Promise<void>
}

/**
 * What the outside supplies to collectors besides the network. The worker fills it from services,
 * the command line from files.
 */
export type Ports = {
  /** By question id. */
  readonly input: (question: string) => StoredInput | undefined
  /** Domain names whose ownership was proven right before this run; names below them count as proven. */
  readonly provenNames: readonly string[]
  /** The value the newest earlier run of this project gathered under an evidence key, where it is kept. */
  readonly earlier?: (key: string) => unknown
  /** Without it, each process keeps its own order. */
  readonly turns?: Turns
}

/** The ports of a run nobody supplied anything to. */
export const NO_PORTS: Ports = Object.freeze({ input: () => undefined, provenNames: [] })

/** Whether `host` is one of the proven names or below one. */
export function isProven({ provenNames }: Pick<Ports, 'provenNames'>, host: string): boolean {
  return provenNames.some((name) => host === name || host.endsWith(`.${name}`))
}
