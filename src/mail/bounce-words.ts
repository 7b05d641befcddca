interface ReportInWords {
  failures: { address: string; reason: string }[];
  /** The returned message, from its headers on; undefined when the report does not include it. */
  copy: string | undefined;
}

/** First lines of reports that do not follow RFC 3464. */
const openings =
  /\bqmail-send program\b|\bcreated automatically by mail delivery software\b|\b(?:un|not |wasn['’]t )able to deliver your message to the following\b/i;

/** A delay notice: the server will try again. */
const lateness = /\bhas not (?:yet )?been delivered\b|\bno action is required\b|\bstill trying\b/i;

const copyBegins = /^[->\s]*-{2,}[^\n]*\bcopy of (?:the|your) message\b[^\n]*$/im;

/** The failures in a qmail or Exim report; undefined for other formats. */
export function failuresInWords(text: string): ReportInWords | undefined {
  const whole = text.replace(/\r\n?/g, '\n');
  const mark = copyBegins.exec(whole);
  const own = mark ? whole.slice(0, mark.index) : whole;
  if (!openings.test(own)) return undefined;
  return {
    failures: lateness.test(own) ? [] : [...inParagraphs(own), ...inIndentedLines(own)],
    copy: mark ? whole.slice(mark.index + mark[0].length) : undefined,
  };
}

/** qmail (QSBMF): `<a@example.org>:` on a line, the reason below it as far as the next empty line. */
function inParagraphs(text: string): ReportInWords['failures'] {
  const found = text.matchAll(/^<([^<>\s]+@[^<>\s]+)>:[ \t]*\n?([^\n]*(?:\n(?!\s*\n)[^\n]+)*)/gm);
  return [...found].map(([, address = '', reason = '']) => ({ address, reason: oneLine(reason) }));
}

/** Exim: the address indented, its reason further. */
function inIndentedLines(text: string): ReportInWords['failures'] {
  const found = text.matchAll(/^ {2}<?([^\s<>@]+@[^\s<>@]+?)>?:?[ \t]*\n((?:[ \t]{3,}[^\n]*\n?)*)/gm);
  return [...found].map(([, address = '', reason = '']) => ({ address, reason: oneLine(reason) }));
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
