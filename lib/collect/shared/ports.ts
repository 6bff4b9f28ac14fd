/**
 * What the outside supplies to collectors besides the network. The worker fills it from services,
 * the command line from files. A port joins this type together with the first check that needs it.
 */
export type Ports = Readonly<Record<never, never>>
