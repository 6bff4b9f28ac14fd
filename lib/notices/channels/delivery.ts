/** A message as a channel is given it. `id` stays the same however often it is tried. */
export type Parcel = { id: string; workspaceId: string; at: Date; subject: string }

/** What came of one attempt. `final`: trying again would not help. `waitMs`: how long the far end asks us to wait. */
export type Delivered = { ok: true } | { ok: false; reason: string; final: boolean; waitMs?: number | undefined }
