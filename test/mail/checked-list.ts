import type { CsvRow } from '../../src/files/csv.ts';
import { openListStore } from '../../src/send/list-store.ts';
import { checkRecipients } from '../../src/send/recipients.ts';

/** A list as it is checked, with everyone who is on it. */
export async function checkedList(rows: AsyncIterable<CsvRow>) {
  using store = openListStore();
  const checked = await checkRecipients(rows, 'list.csv', store);
  return checked.ok ? { ...checked, value: { recipients: [...store], columns: checked.value } } : checked;
}
