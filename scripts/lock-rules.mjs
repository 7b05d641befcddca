// What package.json and package-lock.json must say, so that what is installed is what was looked at.

/** Packages that bring a script of their own for npm to run when it installs them, and why that does no harm. */
const explainedInstallScripts = {
  puppeteer:
    'would fetch a browser; .npmrc forbids install scripts, and set-up fetches it where one is needed',
};

/** The one dependency that is part of this repository; npm gives such links no hash. */
const localLinks = { 'node_modules/canvas': 'vendor/canvas' };

const exactVersion = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;
const registry = 'https://registry.npmjs.org/';
const sha512 = /^sha512-[A-Za-z0-9+/]{86}==$/;

/** Whether an entry of the lock file is fetched: it is neither this package nor a link to a folder of it. */
export function isRemote(place, entry) {
  return (
    place !== '' &&
    !(localLinks[place] === entry.resolved && entry.link) &&
    !Object.values(localLinks).includes(place)
  );
}

/** The package's name, which differs from its place in node_modules when it is an alias. */
export function nameOf(place, entry) {
  return entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** What is wrong with a parsed package-lock.json, one sentence each. */
export function lockProblems(lock) {
  return Object.entries(lock.packages)
    .filter(([place, entry]) => isRemote(place, entry))
    .flatMap(([place, entry]) => [
      ...(entry.link ? [`${place} is a link to ${entry.resolved}`] : []),
      ...(sha512.test(entry.integrity) ? [] : [`${place} has no sha512 integrity`]),
      ...(exactVersion.test(entry.version) ? [] : [`${place} has the version ${entry.version}`]),
      ...(entry.resolved === undefined || entry.resolved.startsWith(registry)
        ? []
        : [`${place} comes from ${entry.resolved}, which is not the npm registry`]),
      ...(entry.hasInstallScript && !explainedInstallScripts[nameOf(place, entry)]
        ? [`${place} has an install script that nobody has explained`]
        : []),
    ]);
}

/** What is wrong with the dependencies of a parsed package.json, one sentence each. */
export function manifestProblems(manifest) {
  const fields = ['dependencies', 'optionalDependencies', 'devDependencies', 'peerDependencies'];
  return fields.flatMap((field) =>
    Object.entries(manifest[field] ?? {})
      .filter(([name, version]) => !exactVersion.test(version) && version !== localVersion(name))
      .map(([name, version]) => `${field}: ${name} asks for ${version}, which is no exact version`),
  );
}

function localVersion(name) {
  const folder = localLinks[`node_modules/${name}`];
  return folder && `file:./${folder}`;
}

/** Whether npm would run a script when it installs the package with this package.json, or build one from binding.gyp. */
export function hasInstallScript({ scripts = {}, gypfile }) {
  return ['preinstall', 'install', 'postinstall'].some((name) => scripts[name]) || gypfile === true;
}

/** Installed packages whose install script nobody has explained, by their parsed package.json. */
export function unexplainedScripts(manifests) {
  return manifests
    .filter((manifest) => hasInstallScript(manifest) && !explainedInstallScripts[manifest.name])
    .map(({ name, version }) => `${name}@${version}`);
}
