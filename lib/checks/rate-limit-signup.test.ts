import check from './rate-limit-signup'
import { cases } from './shared/cases'
import { rateCases } from './shared/rate/given'

cases(check, rateCases('signup'))
