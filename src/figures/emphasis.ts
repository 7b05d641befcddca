/** How a mark stands out: the study in focus carries the accent, comparators are grey. */
export interface Emphasis {
  focus: boolean;
  /** Not confirmed in a primary publication: drawn hollow. */
  hollow: boolean;
}
