import check from './rate-limit-password-reset'
import { cases } from './shared/cases'
import { rateCases } from './shared/rate/given'

cases(check, rateCases('password-reset'))
