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
