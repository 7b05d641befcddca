/** What -h adds for the commands of the archive. */
export const publishHelp = `
Ends with 3 when something stands between the briefing and its publication, and with 6 when another
publisher is at work or the edition is already published from other content. The same content again is
done already: 0. Nothing is half published, whenever it is interrupted.

Signing (optional) with Ed25519, the private key from --sign or TRIALBRIEF_SIGNING_KEY (the PEM itself):
  (umask 077; openssl genpkey -algorithm ed25519 -out signing-key.pem)
  openssl pkey -in signing-key.pem -pubout -out signing-key.pub.pem

Examples:
  npm run publish-report -- car-t-moves-upstream
  npm run publish-report -- 2026-04-21-car-t-moves-upstream --on 2026-04-22
  npm run publish-report -- car-t-moves-upstream --sign ~/keys/signing-key.pem`;

export const correctHelp = `
The earlier revision stays as it is. A correction mends data or text, an erratum a slip that changes no
conclusion, a retraction takes the edition back: it needs no changed content, and is the last word.
Ends with 6 when nothing changed or the edition was retracted.

Examples:
  npm run trialbrief -- correct car-t-moves-upstream --reason "The interval of MAIA was that of its control arm."
  npm run trialbrief -- correct car-t-moves-upstream/2026-04-21 --kind erratum --reason "A misspelt name."
  npm run trialbrief -- correct car-t-moves-upstream --kind retraction --reason "The source was withdrawn."`;

export const verifyHelp = `
An archive: hashes every sealed file anew, follows the chain of manifests, and names whatever was altered,
lost, added or exchanged. Ends with 1 when there is anything. The pages around the sealed folders (index,
feeds, search) are made from them and not sealed: they are not looked at.
A file: says which edition and revision it is, whether it is exactly what was sealed, and whether it was
corrected, retracted or followed since. Ends with 0 only for the sealed bytes.

What it cannot know by itself: somebody who may write to the archive can make it anew as a whole, or take
away the newest revisions together with what head.json says of them. Against the first helps --key with a
public key from elsewhere, against the second --head with the hash that an earlier run printed.

Examples:
  npm run verify-archive
  npm run verify-archive -- /mnt/copy/archive --key signing-key.pub.pem
  npm run verify-archive -- ~/Downloads/briefing.pdf --archive out/archive`;

export const changesHelp = `
An id or slug is the draft under --out when there is one, else the newest sealed revision; slug/date and
slug/date/r1 are always of the archive. A draft alone is compared with the sealed revision of its own edition,
so that you see what a correction would tell, or with the edition before it in its series. The order of the
files, comments and prose change no data.

corrected   another value from the same cut and source      matured      reached at last, or seen for longer
superseded  a later cut stands beside the one told before   withdrawn    gone, or no longer reported
updated     another value from another cut or source        confirmed    the same, on better authority

Examples:
  npm run trialbrief -- changes car-t-moves-upstream
  npm run trialbrief -- changes car-t-moves-upstream/2026-04-21/r1 car-t-moves-upstream/2026-04-21/r2
  npm run trialbrief -- changes out/2026-04-14-a out/2026-04-21-b --all --json`;

export const searchHelp = `
Looks at the newest revision of each edition: titles, trials, authors, keywords, text and numbers. All words must
occur; "a phrase" in quotation marks, OR between alternatives, NOT or a minus before what must not occur, a star
for beginnings: neuro*. What cannot be read as one of these is looked for as it stands.
Ends with 1 when nothing matches.

Examples:
  npm run trialbrief -- search "cilta-cel MRD"
  npm run trialbrief -- search '"not reached"' --trial maia --since 2026
  npm run trialbrief -- search daratumumab --series "Myeloma commentary" --json`;

export const siteHelp = `
publish and correct keep the site up to date themselves. This is for an archive that was copied without it, for a
site that was damaged, or one made by an older version: whatever in it is not as it should be is written anew.

Examples:
  npm run trialbrief -- site
  npm run trialbrief -- site --archive /srv/archive`;
