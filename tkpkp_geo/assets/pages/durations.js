/* Durations of a meeting and of its frames, in seconds, as the desk's clocks show them. */
const NEARLY_S = 60; // s before a frame's planned time is over, at most a fifth of it
const SECONDS_A_MINUTE = 60;

const twoDigits = (n) => String(n).padStart(2, "0");

/* h:mm:ss, or m:ss below an hour. */
export function formatDuration(seconds) {
  const whole = Math.floor(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}

/* How a frame that has been shown for so long stands to its planned minutes: what is left, and "", "nearly" or "over". */
export function pace(minutes, shownFor) {
  const planned = (minutes || 0) * SECONDS_A_MINUTE;
  const left = planned - (shownFor ?? 0);
  if (!planned || shownFor === null) return { left, state: "" };
  return { left, state: left < 0 ? "over" : left <= Math.min(NEARLY_S, planned / 5) ? "nearly" : "" };
}
