/** What a file says of itself; nothing vouches for it. */
export interface StatedEdition {
  /** Id of an edition, or its title and date. */
  edition: string;
  /** `r1`. */
  revision?: string;
}

/** Reads it from a PDF (its evidence.json), a page, evidence.json or manifest.json; undefined where there is none. */
export async function readStatedEdition(bytes: Uint8Array): Promise<StatedEdition | undefined> {
  const isPdf = Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';
  const text = isPdf ? await attachedEvidence(bytes) : Buffer.from(bytes).toString('utf8');
  const embedded = /<script type="application\/ld\+json">([^<]*)<\/script>/.exec(text ?? '')?.[1];
  return claimIn(embedded ?? text ?? '');
}

async function attachedEvidence(bytes: Uint8Array): Promise<string | undefined> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0, useWorkerFetch: false });
  try {
    const document = await task.promise;
    const attached = [...((await document.getAttachments()) ?? [])];
    const [id, file] = attached.find(([, { filename }]) => filename === 'evidence.json') ?? [];
    if (id === undefined) return undefined;
    const content = file?.content ?? (await document.getAttachmentContent(id));
    return content ? Buffer.from(content).toString('utf8') : undefined;
  } catch {
    // A PDF that was damaged claims nothing.
    return undefined;
  } finally {
    await task.destroy();
  }
}

function claimIn(text: string): StatedEdition | undefined {
  const said = objectIn(text);
  const texts = (...keys: string[]) => keys.map((key) => said[key]).filter((one) => typeof one === 'string');
  const [edition] = texts('id', 'edition');
  const [name, date] = texts('name', 'datePublished');
  const [revision] = texts('revision', 'version');
  const named = edition ?? (name && date && `‘${name}’ of ${date}`);
  if (named === undefined || named === '') return undefined;
  const number = typeof said.revision === 'number' ? `r${said.revision}` : revision;
  return { edition: named, ...(number !== undefined && { revision: number }) };
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
