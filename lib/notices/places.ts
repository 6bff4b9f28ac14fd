import { ownOrigin } from '../auth/origin'
import { routes } from '../routes'
import { type Member, stopToken } from './stop-token'

/** The page a person opens to stop mail without signing in. */
export function stopPage(member: Member): string {
  return `${ownOrigin()}${routes.stopMails(stopToken(member))}`
}

/** Where a program for mail posts to stop it with one press (RFC 8058); opened, it leads to the page. */
export function stopOneClick(member: Member): string {
  return `${ownOrigin()}/api/notices/stop/${stopToken(member)}`
}
