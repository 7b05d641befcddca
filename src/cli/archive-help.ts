/** Help text appended to -h of the archive commands. */
export const publishHelp = `
Exits with 3 when anything blocks publication of the briefing, and with 6 when another
publisher is running or the edition is already published from different content. Publishing unchanged
content is a no-op (0). An edition is published whole or not at all, even if interrupted.

Signing (optional) with Ed25519, the private key from --sign or TRIALBRIEF_SIGNING_KEY (the PEM itself):
  (umask 077; openssl genpkey -algorithm ed25519 -out signing-key.pem)
  openssl pkey -in signing-key.pem -pubout -out signing-key.pub.pem

Examples:
  npm run publish-report -- car-t-moves-upstream
  npm run publish-report -- 2026-04-21-car-t-moves-upstream --on 2026-04-22
  npm run publish-report -- car-t-moves-upstream --sign ~/keys/signing-key.pem`;

export const correctHelp = `
The earlier revision stays unchanged. A correction fixes data or text, an erratum fixes a slip that affects no
conclusion, and a retraction withdraws the edition: it needs no changed content, and it is final.
Exits with 6 when nothing changed or the edition was retracted.

Examples:
  npm run trialbrief -- correct car-t-moves-upstream --reason "The interval of MAIA was that of its control arm."
  npm run trialbrief -- correct car-t-moves-upstream/2026-04-21 --kind erratum --reason "A misspelt name."
  npm run trialbrief -- correct car-t-moves-upstream --kind retraction --reason "The source was withdrawn."`;

export const verifyHelp = `
For an archive: rehashes every sealed file, follows the chain of manifests, and lists everything that was altered,
lost, added or swapped. Exits with 1 if it finds anything. The pages around the sealed folders (index,
feeds, search) are generated from them, are not sealed, and are not checked.
For a file: reports which edition and revision it belongs to, whether it is exactly what was sealed, and whether
it has since been corrected, retracted or followed. Exits with 0 only for the sealed bytes.

What it cannot detect on its own: anyone with write access can regenerate the whole archive, or remove
the newest revisions together with their entry in head.json. Guard against the first with --key and a
public key from elsewhere, and against the second with --head and the hash that an earlier run printed.

Examples:
  npm run verify-archive
  npm run verify-archive -- /mnt/copy/archive --key signing-key.pub.pem
  npm run verify-archive -- ~/Downloads/briefing.pdf --archive out/archive`;

export const changesHelp = `
An id or slug means the draft under --out if there is one, else the newest sealed revision; slug/date and
slug/date/r1 always refer to the archive. A draft alone is compared with the sealed revision of its own edition,
which shows what a correction would report, or with the previous edition of its series. The order of
files, comments and prose are not data.

corrected   new value from the same cut and source         matured      now reached, or longer follow-up
superseded  a later cut was added to the earlier one       withdrawn    removed, or no longer reported
updated     new value from another cut or source           confirmed    same value, better source

Examples:
  npm run trialbrief -- changes car-t-moves-upstream
  npm run trialbrief -- changes car-t-moves-upstream/2026-04-21/r1 car-t-moves-upstream/2026-04-21/r2
  npm run trialbrief -- changes out/2026-04-14-a out/2026-04-21-b --all --json`;

export const searchHelp = `
Searches the newest revision of each edition: titles, trials, authors, keywords, text and numbers. All words must
occur. Use quotation marks for "a phrase", OR between alternatives, NOT or a minus to exclude a word, and a star
for prefixes: neuro*. Anything else is searched for literally.
Exits with 1 when nothing matches.

Examples:
  npm run trialbrief -- search "cilta-cel MRD"
  npm run trialbrief -- search '"not reached"' --trial maia --since 2026
  npm run trialbrief -- search daratumumab --series "Myeloma commentary" --json`;

export const siteHelp = `
publish and correct keep the site up to date. Use this for an archive that was copied without its site, for a
damaged site, or for one made by an older version: every missing or outdated file is rewritten.

Examples:
  npm run trialbrief -- site
  npm run trialbrief -- site --archive /srv/archive`;
