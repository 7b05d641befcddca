// Runs the sections of the benchmark one after the other, so that one that fails does not cost the rows of others.

/** The sections named as [name, measure] pairs in the order of `all`, every one when none is named; or a name that none has. */
export function chooseSections(all, wanted = []) {
  const names = Object.keys(all);
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined) return { unknown, names };
  return { chosen: Object.entries(all).filter(([name]) => wanted.length === 0 || wanted.includes(name)) };
}

/**
 * Runs [name, measure] pairs; `print` gets the rows of a section, or the error with which it failed, as soon as it
 * ends. Gives all rows, and the names of the sections that failed.
 */
export async function runSections(sections, print) {
  const [rows, failed] = [[], []];
  for (const [name, measure] of sections) {
    try {
      const measured = await measure();
      rows.push(...measured);
      print(name, { rows: measured });
    } catch (error) {
      failed.push(name);
      print(name, { error });
    }
  }
  return { rows, failed };
}
