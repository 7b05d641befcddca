import { z } from 'zod';

/** The currencies of ISO 4217 in circulation, without its codes for funds and metals. */
const known: ReadonlySet<string> = new Set(
  `
  AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
  CAD CDF CHF CLP CNY COP CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
  GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD
  KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
  NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL
  SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST
  XAF XCD XCG XDR XOF XPF XSU YER ZAR ZMW ZWG ZWL`
    .trim()
    .split(/\s+/),
);

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

/** The prefix of an amount: `US$`, or the code and a space. */
export function signOf(code: string): string {
  return signs[code] ?? `${code}\u00a0`;
}
