/** Own rows of one project at most. */
export const OWN_ROWS = 200
/** How many days after the click a tick that was kept offline is still taken. */
export const OFFLINE_DAYS = 7
