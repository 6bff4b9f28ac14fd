import check from './rate-limit-public-api'
import { cases } from './shared/cases'
import { rateCases } from './shared/rate/given'

cases(check, rateCases('public-api'))
