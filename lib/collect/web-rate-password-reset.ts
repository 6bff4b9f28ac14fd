import { webRateLogin, webRatePasswordReset } from '../evidence/web-rate'
import { rateCollector } from './shared/rate/collector'

export default rateCollector({ surface: 'password-reset', token: webRatePasswordReset, after: webRateLogin })
