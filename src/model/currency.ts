import { z } from 'zod';

const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** A currency by its ISO 4217 code, such as USD. */
export const currency = z
  .string()
  .meta({ pattern: '^[A-Z]{3}$' })
  .refine((code) => known.has(code), {
    error: 'expected the ISO 4217 code of a currency, such as USD, EUR or JPY',
    params: { code: 'unknown-choice' },
  });

/** Signs that only one currency has; others are written with their code. */
const signs: Readonly<Record<string, string>> = {
  USD: 'US$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  CNY: 'CN¥',
  INR: '₹',
  CAD: 'C$',
  AUD: 'A$',
  NZD: 'NZ$',
  HKD: 'HK$',
  SGD: 'S$',
  TWD: 'NT$',
  MXN: 'MX$',
  BRL: 'R$',
  KRW: '₩',
  ILS: '₪',
};

/** What stands before an amount: `US$`, or the code and a space. */
export function signOf(code: string): string {
  return signs[code] ?? `${code}\u00a0`;
}
