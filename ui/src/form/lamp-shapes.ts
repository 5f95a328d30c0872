// The shapes of the lamps within 12 × 12: a square, a diamond, a circle, a triangle.
import type { Lamp } from "../api/gen";

export const LAMP_SHAPE: Record<Lamp, string> = {
  green: "M2.2 1.5h7.6a.8.8 0 0 1 .8.8v7.4a.8.8 0 0 1-.8.8H2.2a.8.8 0 0 1-.8-.8V2.3a.8.8 0 0 1 .8-.8z",
  yellow: "M6 .2 11.8 6 6 11.8 .2 6z",
  red: "M6 .7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 6 .7z",
  blue: "M6 1 11.3 10.8H.7z",
};
