/** Something of an archive that is not as it was sealed. */
export interface ArchiveFlaw {
  kind:
    | 'altered'
    | 'missing'
    | 'extra'
    | 'swapped'
    | 'unreadable'
    | 'misplaced'
    | 'chain'
    | 'unsigned'
    | 'signature';
  /** Path in the archive of the file or folder. */
  where: string;
  /** In one sentence. */
  message: string;
}
