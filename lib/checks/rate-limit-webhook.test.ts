import check from './rate-limit-webhook'
import { cases } from './shared/cases'
import { rateCases } from './shared/rate/given'

cases(check, rateCases('webhook'))
