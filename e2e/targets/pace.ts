/**
 * Hardly anything in the laboratory changes by itself between two looks, so that its runs pause less than the product
 * does. Loads of a page still come one after the other, so that what the first ones met steers the later ones.
 */
export const LAB_PACE = 0.2

/** Zones never change by themselves. */
export const ZONE_PACE = 0.02
