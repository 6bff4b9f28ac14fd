import type { RoadmapId } from './ids'
import { type Idea, notNow } from './sprint'

/** An idea that can wait, with what hints that it did not. */
export type Hint = Idea & { seen: string[] }

type Sign = { label: RegExp; atLeast: number }

const REGION = /^(?:us|eu|ap|sa|af|me|ca)(?:-(?:east|west|north|south|central|northeast|southeast)(?:-?\d)?)?$/

/** Names of hosts that tell of an idea, by one of their labels; `atLeast`: how many different ones it takes. */
const SIGNS: Readonly<Record<string, Sign>> = {
  'Several regions': { label: REGION, atLeast: 2 },
  Kubernetes: { label: /^(?:k8s|kube|kubernetes|argocd|rancher|istio)$/, atLeast: 1 },
  'Your own observability stack': {
    label: /^(?:grafana|prometheus|alertmanager|kibana|loki|jaeger|thanos|graylog|opensearch|elasticsearch)$/,
    atLeast: 1,
  },
  'A perfect microservice split': { label: /-(?:service|svc|microservice)$/, atLeast: 5 },
  'Deep queue orchestration': { label: /^(?:temporal|airflow|kafka|dagster|prefect|camunda)$/, atLeast: 1 },
}

function sightings(names: readonly string[], { label, atLeast }: Sign): string[] {
  const byLabel = new Map<string, string>()
  for (const name of names) {
    // Names below a public suffix are what somebody chose; two labels at the end are the domain itself.
    for (const part of name.toLowerCase().split('.').slice(0, -2)) {
      if (label.test(part) && !byLabel.has(part)) byLabel.set(part, name)
    }
  }
  return byLabel.size < atLeast ? [] : [...new Set(byLabel.values())]
}

/** Ideas that names of hosts hint at, though they could wait until after the launch. Never part of a verdict. */
export function aheadOfYourself(roadmap: RoadmapId, names: readonly string[]): Hint[] {
  return notNow(roadmap).flatMap((idea) => {
    const sign = SIGNS[idea.what]
    const seen = sign === undefined ? [] : sightings(names, sign)
    return seen.length === 0 ? [] : [{ ...idea, seen }]
  })
}
