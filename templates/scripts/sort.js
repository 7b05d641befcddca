/* Sorts the rows of a table by a column of numbers, or by what heads its rows. Trials are never ranked: see Grid. */
(() => {
  /* After a press: the largest first, the smallest first, and again as the author has it. */
  const turns = { none: 'descending', descending: 'ascending', ascending: 'none' };

  const numberIn = (cell) => {
    const text = (cell.querySelector('data') ?? cell).textContent.replace(/,/g, '').replace('\u2212', '-');
    return Number.parseFloat(/-?\d+(?:\.\d+)?/.exec(text)?.[0]);
  };

  for (const table of document.querySelectorAll('table.sortable')) {
    const [body] = table.tBodies;
    const rows = [...body.rows];
    const heads = [...table.tHead.rows[0].cells];

    const sort = (column, direction) => {
      const keys = new Map(rows.map((row, index) => [row, column === 0 ? index : numberIn(row.cells[column])]));
      const sign = direction === 'descending' ? -1 : 1;
      const compare = (a, b) => {
        const [one, other] = [keys.get(a), keys.get(b)];
        return Number.isNaN(one) - Number.isNaN(other) || sign * (one - other) || 0;
      };
      body.append(...(direction === 'none' ? rows : rows.toSorted(compare)));
    };

    const offer = (head, column) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const direction = turns[head.getAttribute('aria-sort') ?? 'none'];
        for (const one of heads) one.removeAttribute('aria-sort');
        if (direction !== 'none') head.setAttribute('aria-sort', direction);
        sort(column, direction);
      });
    };

    for (const [column, head] of heads.entries()) {
      if (column === 0 || head.classList.contains('number')) offer(head, column);
    }
  }
})();
