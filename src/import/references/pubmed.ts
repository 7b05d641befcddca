import { DomUtils, parseDocument } from 'htmlparser2';
import { months } from '../../notation/dates.ts';
import { onOneLine, plainMarkup } from './markup.ts';
import { nctNumbers, optional, type Reference, type ReferenceAuthor, wholePages } from './reference.ts';

type Node = Parameters<typeof DomUtils.getChildren>[0];
type Element = NonNullable<ReturnType<typeof DomUtils.findOne>>;

/**
 * The articles in an answer of PubMed's efetch, each with its place; without a work when it has no title. Throws an
 * error for XML that declares entities or is cut off.
 */
export function fromPubmed(xml: string): { place: string; work: Reference | undefined }[] {
  if (/<!ENTITY/i.test(xml)) throw new Error('the file declares entities, which articles of PubMed do not');
  if (xml.split(/<PubmedArticle[\s>]/).length !== xml.split('</PubmedArticle>').length)
    throw new Error('the file ends within an article');
  const document = parseDocument(xml, { xmlMode: true });
  const articles = DomUtils.findAll(({ name }) => name === 'PubmedArticle', document.children);
  return articles.map((one) => ({
    place: `PubMed ${words(at(one, 'MedlineCitation', 'PMID')) ?? 'without a number'}`,
    work: articleOf(one),
  }));
}

function articleOf(root: Element): Reference | undefined {
  const article = at(root, 'MedlineCitation', 'Article');
  const journal = at(article, 'Journal');
  const issue = at(journal, 'JournalIssue');
  const title = plainMarkup(inner(at(article, 'ArticleTitle')));
  if (title === undefined) return undefined;
  const pages = words(at(article, 'Pagination', 'MedlinePgn')) ?? eNumberOf(article);
  return {
    title,
    publisher: words(at(journal, 'Title')) ?? 'not stated',
    isPaper: true,
    authors: children(at(article, 'AuthorList'), 'Author').flatMap(authorOf),
    ...optional('published', dateOf(at(issue, 'PubDate'))),
    ...optional('abbreviation', words(at(journal, 'ISOAbbreviation'))),
    ...optional('volume', words(at(issue, 'Volume'))),
    ...optional('issue', words(at(issue, 'Issue'))),
    ...optional('pages', pages && wholePages(pages)),
    ...optional('doi', idOf(root, 'doi')),
    ...optional('pmid', words(at(root, 'MedlineCitation', 'PMID'))),
    trials: trialsOf(article),
    notices: noticesOf(root, article),
  };
}

function children(node: Node | undefined, name: string): Element[] {
  return node === undefined
    ? []
    : (DomUtils.getChildren(node) as Element[]).filter((one) => one.name === name);
}

function at(node: Node | undefined, ...path: string[]): Element | undefined {
  return path.reduce<Element | undefined>(
    (found, name) => children(found, name)[0],
    node as Element | undefined,
  );
}

function inner(node: Element | undefined): string | undefined {
  return node && DomUtils.getInnerHTML(node, { xmlMode: true });
}

function words(node: Element | undefined): string | undefined {
  return node && onOneLine(DomUtils.textContent(node));
}

function authorOf(author: Element): ReferenceAuthor[] {
  const family = words(at(author, 'LastName'));
  const given = words(at(author, 'ForeName')) ?? words(at(author, 'Initials'));
  const suffix = words(at(author, 'Suffix'));
  const name = words(at(author, 'CollectiveName'));
  if (family === undefined) return name === undefined ? [] : [{ name }];
  return [{ family, ...(given !== undefined && { given }), ...(suffix !== undefined && { suffix }) }];
}

const shortMonths = months.map((name) => name.slice(0, 3).toLowerCase());

/** Of the issue: a year, month or day; a season or a range of months counts as the year. */
function dateOf(date: Element | undefined): string | undefined {
  const year = /\d{4}/.exec(words(at(date, 'Year')) ?? words(at(date, 'MedlineDate')) ?? '')?.[0];
  const given = words(at(date, 'Month'));
  const month =
    given === undefined
      ? 0
      : /^\d{1,2}$/.test(given)
        ? Number(given)
        : shortMonths.indexOf(given.slice(0, 3).toLowerCase()) + 1;
  const day = Number(words(at(date, 'Day')) ?? 0);
  if (year === undefined || !(month >= 1 && month <= 12)) return year;
  const two = (number: number) => String(number).padStart(2, '0');
  return day >= 1 && day <= 31 ? `${year}-${two(month)}-${two(day)}` : `${year}-${two(month)}`;
}

/** Number of an article that has no pages. */
function eNumberOf(article: Element | undefined): string | undefined {
  const pii = children(article, 'ELocationID').find((one) => one.attribs.EIdType === 'pii');
  return words(pii);
}

/** An identifier of the article itself, and of none that it cites. */
function idOf(root: Element, type: string): string | undefined {
  return words(
    children(at(root, 'PubmedData', 'ArticleIdList'), 'ArticleId').find((one) => one.attribs.IdType === type),
  );
}

function trialsOf(article: Element | undefined): string[] {
  const numbers = children(at(article, 'DataBankList'), 'DataBank').flatMap((bank) =>
    children(at(bank, 'AccessionNumberList'), 'AccessionNumber').flatMap((one) => words(one) ?? []),
  );
  return nctNumbers(numbers);
}

const kinds: Record<string, Reference['notices'][number]['kind']> = {
  RetractionIn: 'retraction',
  PartialRetractionIn: 'retraction',
  ExpressionOfConcernIn: 'expression of concern',
  ErratumIn: 'correction',
  CorrectedandRepublishedIn: 'correction',
  UpdateIn: 'update',
};

function noticesOf(root: Element, article: Element | undefined): Reference['notices'] {
  const list = children(at(root, 'MedlineCitation', 'CommentsCorrectionsList'), 'CommentsCorrections');
  const notices = list.flatMap((one) => {
    const type = one.attribs.RefType ?? '';
    if (!Object.hasOwn(kinds, type)) return [];
    const pmid = words(at(one, 'PMID'));
    const doi = /doi:\s*(10\.\d{4,9}\/\S+?)[.;]?(?:\s|$)/
      .exec(words(at(one, 'RefSource')) ?? '')?.[1]
      ?.toLowerCase();
    return [
      {
        kind: kinds[type] as Reference['notices'][number]['kind'],
        ...optional('doi', doi),
        ...optional('pmid', pmid),
      },
    ];
  });
  const types = children(at(article, 'PublicationTypeList'), 'PublicationType').map(words);
  const isRetracted =
    types.includes('Retracted Publication') && !notices.some(({ kind }) => kind === 'retraction');
  return isRetracted ? [...notices, { kind: 'retraction' }] : notices;
}
