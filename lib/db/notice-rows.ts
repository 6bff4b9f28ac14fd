/** Rows as they are stored, for the room that turns events into messages. */
export type { NoticeChannel, NoticeEvent, OutboxMessage } from './generated/client'
