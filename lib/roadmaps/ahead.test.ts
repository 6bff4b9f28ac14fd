import { expect, it } from 'vitest'
import { aheadOfYourself } from './ahead'

const services = ['user', 'cart', 'mail', 'search', 'stock'].map((name) => `${name}-service.acme.io`)

it.each<[string, string[], [string, string[]][]]>([
  ['an ordinary product', ['acme.io', 'www.acme.io', 'app.acme.io', 'api.acme.io', 'status.acme.io'], []],
  [
    'dashboards of its own',
    ['acme.io', 'grafana.acme.io', 'kibana.internal.acme.io'],
    [['Your own observability stack', ['grafana.acme.io', 'kibana.internal.acme.io']]],
  ],
  ['one region is where it runs', ['eu.acme.io', 'app.eu.acme.io'], []],
  ['two regions', ['eu.acme.io', 'us-east-1.acme.io'], [['Several regions', ['eu.acme.io', 'us-east-1.acme.io']]]],
  ['a cluster', ['K8S.acme.io'], [['Kubernetes', ['K8S.acme.io']]]],
  ['five services by name', services, [['A perfect microservice split', services]]],
  ['four of them are few enough', services.slice(1), []],
  ['a workflow engine', ['temporal.acme.io'], [['Deep queue orchestration', ['temporal.acme.io']]]],
  ['a product that is called so', ['kafka.io', 'grafana.com'], []],
])('%s', (_name, hosts, expected) => {
  expect(aheadOfYourself('creator', hosts).map(({ what, seen }) => [what, seen])).toEqual(expected)
})
