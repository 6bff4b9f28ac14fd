import check from './rate-limit-login'
import { cases } from './shared/cases'
import { rateCases } from './shared/rate/given'

cases(check, rateCases('login'))
