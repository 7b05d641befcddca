import type { Command } from 'commander';
import type { Session } from './commands.ts';

/** Adds the commands that take data from where it is published. */
export function addImportCommands(program: Command, session: Session): void {
  const imports = program
    .command('import')
    .description('take data from registries, papers, filings and tables; reports what it could not take');
  addCtgov(imports, session);
  addReferences(imports, session);
  addTable(imports, session);
  addExport(program, session);
  addSales(imports, session);
}

/** Adds the options that all imports share. */
function importing(command: Command): Command {
  return command
    .option('--content <folder>', 'where the content is', 'content')
    .option(
      '--accept [keys...]',
      'make the proposed changes in files that exist: all, or those under the keys (dotted)',
    );
}

function addCtgov(imports: Command, session: Session): void {
  importing(imports.command('ctgov'))
    .description('import studies of ClinicalTrials.gov as trials, with every number that they report')
    .argument('[ids...]', 'NCT numbers')
    .option(
      '--from <path...>',
      'read studies from files (.json, .json.gz) or folders instead of the registry',
    )
    .option('--all', 'import every trial of the content again that has an NCT number', false)
    .option('--as <key>', 'key of the trial, which names its file (default: its acronym, else its number)')
    .option(
      '--join <group=arm...>',
      'treat a group of the record, by its title, as an arm of the trial, by its key',
    )
    .option('--list', 'print every number that was not taken, with its place and the reason', false)
    .option('--offline', 'use only answers that were kept earlier', false)
    .option('--api <address>', 'address of the registry', 'https://clinicaltrials.gov/api/v2')
    .addHelpText('after', ctgovHelp)
    .action(async (ids, options) => {
      const { runImportCtgov } = await import('./import-ctgov.ts');
      session.end(await runImportCtgov(ids, options, session));
    });
}

function addReferences(imports: Command, session: Session): void {
  importing(imports.command('doi'))
    .description('import papers as sources by their DOI, from Crossref')
    .argument('<dois...>', 'DOIs')
    .option('--offline', 'use only answers that were kept earlier', false)
    .option('--api <address>', 'address of Crossref', 'https://api.crossref.org')
    .addHelpText('after', referencesHelp)
    .action(async (dois, options) => {
      const { runImportDoi } = await import('./import-references.ts');
      session.end(await runImportDoi(dois, options, session));
    });
  importing(imports.command('pmid'))
    .description('import papers as sources by their PubMed number')
    .argument('<pmids...>', 'PubMed numbers')
    .option('--offline', 'use only answers that were kept earlier', false)
    .option('--api <address>', 'address of PubMed', 'https://eutils.ncbi.nlm.nih.gov')
    .addHelpText('after', referencesHelp)
    .action(async (pmids, options) => {
      const { runImportPmid } = await import('./import-references.ts');
      session.end(await runImportPmid(pmids, options, session));
    });
  importing(imports.command('file'))
    .description('import sources from PubMed XML, Crossref or CSL JSON, BibTeX or RIS')
    .argument('<files...>', 'files, each of one of these kinds')
    .addHelpText('after', referencesHelp)
    .action(async (files, options) => {
      const { runImportFile } = await import('./import-references.ts');
      session.end(await runImportFile(files, options, session));
    });
}

const referencesHelp = `
A work that is not in the content yet is written to content/sources/references.yaml. Of a work that is there, by its
DOI or PubMed number, what is new is proposed, and made with --accept. Corrections, expressions of concern and
retractions are written with it; a retracted source stops a build unless it has acknowledge: with a reason.

Examples:
  npm run trialbrief -- import doi 10.1056/NEJMoa1715274
  npm run trialbrief -- import pmid 29768149 38856741
  npm run trialbrief -- import file library.bib export.ris`;

function addTable(imports: Command, session: Session): void {
  importing(imports.command('table'))
    .description('import findings from a spreadsheet, one a row, into the trials that it names')
    .argument('<file>', 'CSV or .xlsx; docs/importing.md lists the columns')
    .option('--sheet <name>', 'sheet of a workbook (default: the first that is not hidden)')
    .addHelpText('after', tableHelp)
    .action(async (file, options) => {
      const { runImportTable } = await import('./import-table.ts');
      session.end(await runImportTable(file, options, session));
    });
}

const tableHelp = `
What the table says otherwise than the trials is proposed, and made with --accept: all of it, or what belongs to the
addresses that are given. A finding whose row was removed since the last import is proposed as gone. Nothing is
written when a cell has an error; all of them are reported.

Examples:
  npm run trialbrief -- import table findings.xlsx
  npm run trialbrief -- import table findings.csv --accept
  npm run trialbrief -- import table findings.csv --accept maia.pfs.hr alcyone`;

function addExport(program: Command, session: Session): void {
  program
    .command('export')
    .description('write data of the content in the form in which it can be imported')
    .command('table')
    .description('write the findings of trials as a table, one a row')
    .option('--trial <key...>', 'only of these trials')
    .option('--content <folder>', 'where the content is', 'content')
    .option('--out <file>', 'write the table to this file instead of printing it: .xlsx, or else CSV')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run trialbrief -- export table --out findings.xlsx\n  npm run trialbrief -- export table --trial maia alcyone > findings.csv',
    )
    .action(async (options) => {
      const { runExportTable } = await import('./export-table.ts');
      session.end(await runExportTable(options, session));
    });
}

const ctgovHelp = `
A trial that is not in the content yet is written to content/trials/, its record to content/sources/ and the answer
of the registry to content/imports/. For a trial that exists, the changes of the record since the last import are
proposed, and made with --accept; what its author wrote or changed stays.

Examples:
  npm run trialbrief -- import ctgov NCT02545283
  npm run trialbrief -- import ctgov --from downloads/NCT02545283.json --as mirros --list
  npm run trialbrief -- import ctgov --all
  npm run trialbrief -- import ctgov NCT02545283 --accept outcomes.overall-survival registryStatus`;

function addSales(imports: Command, session: Session): void {
  importing(imports.command('sales'))
    .description('import sales of products from 10-Q and 10-K filings in inline XBRL, or from a spreadsheet')
    .argument('<paths...>', 'filings (.htm, .htm.gz) or folders of them, or one table (.csv, .xlsx)')
    .option('--product <names...>', 'products to import, by key, name or member, also those that are new')
    .option('--all', 'import every product of the filings', false)
    .option('--list', 'print every number that was not taken, with its place and the reason', false)
    .option('--sheet <name>', 'sheet of a workbook (default: the first that is not hidden)')
    .option('--source <id>', 'source of the rows of a table that name none')
    .addHelpText('after', salesHelp)
    .action(async (paths, options) => {
      const { runImportSales } = await import('./import-sales.ts');
      session.end(await runImportSales(paths, options, session));
    });
}

const salesHelp = `
Without --product and --all, the products of the content that the filings name are imported, and the others listed.
Quarters that no filing prints are derived from longer periods, with their formula. The filings are kept in
content/imports/filings/, so that a later import joins them with new ones. A table has one product and period a row;
docs/importing.md lists the columns.

Examples:
  npm run trialbrief -- import sales downloads/jnj-20250629.htm
  npm run trialbrief -- import sales downloads/filings --product Stelara Tremfya
  npm run trialbrief -- import sales downloads/filings --accept sales.quarters.2025-Q2
  npm run trialbrief -- import sales sales.xlsx --source annual-report-2025`;
