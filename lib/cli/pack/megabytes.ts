/** Bytes in megabytes of 10⁶, with one digit behind the point where it says something. */
export function megabytes(bytes: number): string {
  const whole = bytes / 1_000_000;
  return whole >= 100 || bytes === 0 ? String(Math.round(whole)) : Math.max(0.1, whole).toFixed(1);
}
