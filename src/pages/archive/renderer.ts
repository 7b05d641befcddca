import Handlebars from 'handlebars';
import type { ArchiveDesign } from './design.ts';
import { insistOnArchivePage } from './finished.ts';
import {
  type DirectoryModel,
  directoryModel,
  type EditionModel,
  editionModel,
  type Frame,
  type HomeModel,
  homeModel,
  type LatestModel,
  type ListModel,
  latestModel,
  listModel,
  type TrialModel,
  trialModel,
} from './models.ts';

/** The archive's templates, compiled once. Each looks at what it makes, and throws `PageRefused`. */
export interface ArchiveRenderer {
  home(model: HomeModel): string;
  list(model: ListModel): string;
  directory(model: DirectoryModel): string;
  edition(model: EditionModel): string;
  trial(model: TrialModel): string;
  latest(model: LatestModel): string;
}

/** What each template of the archive sees. */
export const archiveModels = {
  index: homeModel,
  list: listModel,
  directory: directoryModel,
  edition: editionModel,
  trial: trialModel,
  latest: latestModel,
};

export function createArchiveRenderer({ sources }: Pick<ArchiveDesign, 'sources'>): ArchiveRenderer {
  const handlebars = Handlebars.create();
  for (const [name, { text }] of sources) {
    if (name.startsWith('partials/')) handlebars.registerPartial(name.slice('partials/'.length), text);
  }
  const compile = <Model extends Frame | LatestModel>(name: string) => {
    const template = handlebars.compile<Model>(sources.get(name)?.text ?? '', {
      knownHelpersOnly: true,
      strict: false,
    });
    return (model: Model) => {
      const page = template(model);
      insistOnArchivePage(page, name, model);
      return page;
    };
  };
  return {
    home: compile('index'),
    list: compile('list'),
    directory: compile('directory'),
    edition: compile('edition'),
    trial: compile('trial'),
    latest: compile('latest'),
  };
}
